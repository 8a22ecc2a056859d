import { describe, expect, it } from "vitest";
import { csvCell, csvLine } from "./csv";

describe("a cell", () => {
  it.each([
    ["web.corp.example", "web.corp.example"],
    ["", ""],
    ["a,b", '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ["two\nlines", '"two\nlines"'],
    ["a=b", "a=b"],
  ])("%j is %j", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it.each([
    ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", '"\'\r=1"'],
    ['=1,"x"', '"\'=1,""x"""'],
  ])("%j is no formula", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});

it("a line ends as RFC 4180 §2 says", () => {
  expect(csvLine(["a", "b"])).toBe("a,b\r\n");
});
