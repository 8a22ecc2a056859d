import { describe, expect, it } from "vitest";
import type { DecisionLine } from "@/lib/contract/certificate";
import type { Finding } from "@/lib/errors";
import { nameProblems } from "./name-problems";

const refused = (requested: string): DecisionLine => ({
  field: "names",
  requested,
  granted: "",
  change: "refused",
  because: "only under corp.example",
  rule: "profile-names",
});
const finding = (message: string): Finding => ({
  rule: "x",
  severity: "error",
  field: "names",
  message,
  advice: "",
  source: "",
});

describe("an error stands beside the name it is about", () => {
  it.each<[string, string[], DecisionLine[], Finding[], string[]]>([
    ["a refused line as typed", ["a.example", "b.example"], [refused("b.example")], [], ["b.example"]],
    ["a refused line in canonical form", ["B.example"], [refused("dns:b.example")], [], ["B.example"]],
    ["a finding that names it", ["a.example", "b.example"], [], [finding("“b.example” is bad.")], ["b.example"]],
    ["not one whose end is the same", ["a.example", "ba.example"], [], [finding("ba.example.")], ["ba.example"]],
    ["a name that cannot be read", ["a..example", "a.example"], [], [], ["a..example"]],
    ["nothing wrong", ["a.example"], [], [], []],
  ])("%s", (_, names, lines, findings, wrong) => {
    expect(nameProblems(names, { lines, findings }).map(({ name }) => name)).toEqual(wrong);
  });
});
