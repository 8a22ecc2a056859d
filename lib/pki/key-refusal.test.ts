import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { anchorOf, keyRefusalOf, keyRefusals } from "./key-refusal";

const folder = new URL("./", import.meta.url);
const text = (path: string) => readFileSync(new URL(path, folder), "utf8");

/** Every rule that can refuse a key, as the code spells them. */
const refusing = new Set(
  [text("key-findings.ts"), text("../ca/decide-key.ts")].flatMap((code) =>
    [...code.matchAll(/"((?:profile-)?key-[a-z0-9-]+|csr-signature)"/g)].map(([, rule]) => rule!),
  ),
);

describe("every refusal of a key is explained", () => {
  it.each([...refusing].filter((rule) => !rule.endsWith("-findings")))("%s", (rule) => {
    expect(keyRefusalOf(rule)).not.toBeNull();
  });

  it("once, with what to do and where it is written", () => {
    const rules = keyRefusals.flatMap((refusal) => refusal.rules);
    expect(new Set(rules).size).toBe(rules.length);
    for (const { title, why, remedy, source } of keyRefusals) {
      expect([title, why, remedy, source].every((part) => part.length > 5)).toBe(true);
    }
  });

  it("and nothing is explained that no rule says", () => {
    const code = [text("key-findings.ts"), text("../ca/decide-key.ts"), ...lintFiles()].join("\n");
    expect(keyRefusals.flatMap(({ rules }) => rules).filter((rule) => !code.includes(`"${rule}"`))).toEqual([]);
  });

  it("at an address of its own", () => {
    expect(new Set(keyRefusals.map(anchorOf)).size).toBe(keyRefusals.length);
  });
});

const lintFiles = () =>
  readdirSync(new URL("lint/", folder))
    .filter((name) => name.startsWith("key-"))
    .map((name) => text(`lint/${name}`));
