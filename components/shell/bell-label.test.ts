import { describe, expect, it } from "vitest";
import { bellLabel } from "./bell-label";

describe("the mark in the top bar says in words what its number counts", () => {
  it.each([
    [0, 0, "Notices"],
    [2, 0, "Notices: 2 unread"],
    [0, 1, "Notices: 1 request waits for a decision"],
    [1, 3, "Notices: 1 unread, 3 requests wait for a decision"],
  ])("%i unread, %i waiting", (unread, waiting, words) => {
    expect(bellLabel({ unread, waiting })).toBe(words);
  });
});
