import { describe, expect, it } from "vitest";
import type { AuthoritySummary } from "@/lib/contract/authority";
import { authorityTree, crlAgeOfLife, crlAgeWords } from "./authority-tree";

const authority = (id: string, parentId: string | null) => ({ id, parentId }) as AuthoritySummary;

describe("authorities are listed as they stand below each other", () => {
  it("each root is followed by its own", () => {
    const rows = authorityTree([
      authority("a", null),
      authority("b", null),
      authority("b1", "b"),
      authority("a1", "a"),
    ]);
    expect(rows.map(({ authority: { id }, depth }) => `${depth}${id}`)).toEqual(["0a", "1a1", "0b", "1b1"]);
  });

  it("none is lost when its parent is not there", () => {
    expect(authorityTree([authority("x", "gone")])).toHaveLength(1);
  });
});

describe("the age of a CRL is told against its life", () => {
  it.each([
    ["2026-11-24T06:00:00Z", "2026-12-01T06:00:00Z", "just now · lives 7 d"],
    ["2026-11-24T06:00:30Z", "2026-12-01T06:00:00Z", "just now · lives 7 d"],
    ["2026-11-24T05:48:00Z", "2026-12-01T05:48:00Z", "12 min old · lives 7 d"],
    ["2026-11-24T04:00:00Z", "2026-11-25T04:00:00Z", "2 h old · lives 24 h"],
    ["2026-11-21T06:00:00Z", "2027-05-20T06:00:00Z", "3 d old · lives 180 d"],
  ])("since %s until %s: %s", (thisUpdate, nextUpdate, words) => {
    expect(crlAgeWords({ thisUpdate, nextUpdate }, "2026-11-24T06:00:00Z")).toBe(words);
  });
});

describe("where there is little room, the age of a CRL is told as a part of its life", () => {
  it.each([
    ["2026-11-24T06:00:00Z", "2026-12-01T06:00:00Z", "0 min of 7 d"],
    ["2026-11-24T05:48:00Z", "2026-12-01T05:48:00Z", "12 min of 7 d"],
    ["2026-11-24T04:00:00Z", "2026-11-25T04:00:00Z", "2 of 24 h"],
    ["2026-11-21T06:00:00Z", "2027-05-20T06:00:00Z", "3 of 180 d"],
  ])("since %s until %s: %s", (thisUpdate, nextUpdate, words) => {
    expect(crlAgeOfLife({ thisUpdate, nextUpdate }, "2026-11-24T06:00:00Z")).toBe(words);
  });
});
