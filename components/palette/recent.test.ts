import { describe, expect, it } from "vitest";
import { recentItems, rememberItem } from "./recent";

const storage = (start = "[]") => {
  let kept = start;
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
  };
};
const item = (id: string) => ({ href: `/certificates/${id}`, label: id });

describe("recent items", () => {
  it("are the last six, newest first, each once", () => {
    const here = storage();
    for (const id of ["a", "b", "c", "d", "e", "f", "g", "b"]) rememberItem("k", item(id), here);
    expect(recentItems("k", here).map(({ label }) => label)).toEqual(["b", "g", "f", "e", "d", "c"]);
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["another shape", '{"a":1}'],
    ["a script as a link", '[{"href":"javascript:alert(1)","label":"x"}]'],
    ["a link to elsewhere", '[{"href":"//evil.example/","label":"x"},{"href":"/certificates/../users","label":"x"}]'],
    ["a form", '[{"href":"/certificates/new","label":"New"}]'],
  ])("%s in storage shows none", (_, kept) => {
    expect(recentItems("k", storage(kept))).toEqual([]);
  });

  it("closed storage is no error", () => {
    const closed = {
      getItem: () => {
        throw new Error("denied");
      },
      setItem: () => {
        throw new Error("denied");
      },
    };
    rememberItem("k", item("a"), closed);
    expect(recentItems("k", closed)).toEqual([]);
  });
});
