import { describe, expect, it } from "vitest";
import type { DecisionLine } from "@/lib/contract/certificate";
import { fieldLabel, groupLines, spokenValue } from "./decision-words";

const line = (field: string, granted: string): DecisionLine => ({
  field,
  requested: granted,
  granted,
  change: "granted",
  because: "",
  rule: "",
});

describe("requested and granted are told in the words of the form", () => {
  it.each([
    ["subject.commonName", "Common name"],
    ["names", "Names"],
    ["names.3", "Names"],
    ["somethingNew", "Something new"],
  ])("%s", (field, label) => {
    expect(fieldLabel(field)).toBe(label);
  });

  it.each([
    ["validity", "2026-11-24T06:00:30Z to 2027-02-22T06:00:29Z", "2026-11-24 06:00 → 2027-02-22 06:00 UTC"],
    ["validity", "90 days", "90 days"],
    ["usage", "serverAuth, digitalSignature", "TLS server · digitalSignature"],
    ["subject.commonName", "a, b", "a, b"],
  ])("%s %j", (field, value, spoken) => {
    expect(spokenValue(field, value)).toBe(spoken);
  });

  it("puts lines about the same thing together, in order", () => {
    const groups = groupLines([line("names", "a"), line("key", "k"), line("names", "b")]);
    expect(groups.map(({ label, lines }) => [label, lines.length])).toEqual([
      ["Names", 2],
      ["Key", 1],
    ]);
  });
});
