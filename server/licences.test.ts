import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { licences } from "./licences";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));

describe("the list of licences", () => {
  it("names every production dependency and none that is for developing alone", async () => {
    const list = await licences();
    const names = list.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)));
    for (const name of ["vitest", "knip", "@biomejs/biome"]) expect(names).not.toContain(name);
    expect(list.filter(({ licence }) => licence === "unknown")).toEqual([]);
  });
});
