import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../../docs/guide", import.meta.url));
const pages = readdirSync(folder).filter((name) => name.endsWith(".md"));
const texts = new Map(pages.map((name) => [name, readFileSync(`${folder}/${name}`, "utf8")]));
const pictures = readdirSync(`${folder}/pictures`);
const used = [...texts.values()].flatMap((text) =>
  [...text.matchAll(/!\[[^\]]{5,}\]\(pictures\/([^)]+)\)/g)].map(([, name]) => name!),
);

describe("the guide", () => {
  it("shows pictures that are there, each of them once", () => {
    expect([...used].sort()).toEqual(pictures.toSorted());
  });

  it("says what every picture shows", () => {
    const all = [...texts.values()].flatMap((text) => text.match(/\(pictures\//g) ?? []);
    expect(all).toHaveLength(used.length);
  });

  it("is listed in full, and links to nothing that is missing", () => {
    const index = texts.get("README.md") ?? "";
    for (const page of pages.filter((name) => name !== "README.md")) expect(index).toContain(`(${page})`);
    for (const [page, text] of texts) {
      for (const [, target] of text.matchAll(/\]\((?!pictures\/|https?:)([^)#]+)\)/g)) {
        expect(() => readFileSync(`${folder}/${target}`), `${page} → ${target}`).not.toThrow();
      }
    }
  });

  it("weighs little enough to be cloned by everybody", () => {
    const octets = pictures.map((name) => readFileSync(`${folder}/pictures/${name}`).length);
    expect(octets.reduce((sum, one) => sum + one, 0)).toBeLessThan(4_000_000);
  });
});
