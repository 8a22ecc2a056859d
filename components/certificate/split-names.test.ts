import { describe, expect, it } from "vitest";
import { splitNames, withNames } from "./split-names";

describe("names may be typed or pasted in any usual list form", () => {
  it.each([
    ["a.example, b.example;c.example", ["a.example", "b.example", "c.example"]],
    ["a.example\n10.0.0.1\t::1  ", ["a.example", "10.0.0.1", "::1"]],
    ["spiffe://corp/a,b;c, x", ["spiffe://corp/a,b;c", "x"]],
    ["dns:web, ip:10.0.0.1", ["dns:web", "ip:10.0.0.1"]],
    [" , ;", []],
  ])("%j", (text, names) => {
    expect(splitNames(text)).toEqual(names);
  });

  it("adds a name once", () => {
    expect(withNames(["a", "b"], ["b", "c", "c"])).toEqual(["a", "b", "c"]);
  });
});
