import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sequence } from "../der";
import { lintTbsCertificate } from "./lint";
import { isLinted } from "./linted";
import { certificateRules, crlRules } from "./rules";
import { lint } from "./testing/rule-table";
import { contexts, issuingParts, leafParts, rootParts, start, tbs, validity } from "./testing/specimen";

describe("only linted bytes can be signed", () => {
  it.each([
    ["leaf", leafParts],
    ["issuing", issuingParts],
    ["root", rootParts],
  ] as const)("a sound %s is linted without a word", (purpose, parts) => {
    const der = tbs(parts);
    const { findings, linted } = lintTbsCertificate(der, contexts[purpose]);
    expect(findings).toEqual([]);
    expect(linted?.der).toBe(der);
    expect(isLinted(linted!)).toBe(true);
  });

  it("an error keeps the brand back, a warning does not", () => {
    expect(lint({ tweak: { subject: sequence() } }).linted).toBeNull();
    const { findings, linted } = lint({ tweak: { extensions: { "2.5.29.14": null } } });
    expect(findings.map(({ severity }) => severity)).toEqual(["warning"]);
    expect(isLinted(linted!)).toBe(true);
  });

  it("a finding stands beside the field of its own form", () => {
    const { findings } = lint({ in: "issuing", tweak: { validity: validity(start, 9000) } });
    expect(findings.map(({ rule, field }) => [rule, field])).toEqual([["validity-end-within-issuer", "validityYears"]]);
    expect(lint({ tweak: { validity: validity(start, 5000) } }).findings[0]?.field).toBe("validity");
  });

  it("what is no certificate at all is one finding, never an exception", () => {
    for (const der of [new Uint8Array(), Uint8Array.of(0x30, 0x00), tbs(leafParts).subarray(0, 200)]) {
      const { findings, linted } = lintTbsCertificate(der, contexts.leaf);
      expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([["certificate-readable", "error"]]);
      expect(linted).toBeNull();
    }
  });

  it("any single octet changed is a finding or another sound certificate, never an exception", () => {
    const der = tbs(leafParts);
    for (let at = 0; at < der.length; at++) {
      const changed = der.slice();
      changed[at]! ^= 0x41;
      expect(() => lintTbsCertificate(changed, contexts.leaf)).not.toThrow();
    }
  });

  it("a purpose that contradicts the issuer is a programmer’s mistake", () => {
    expect(() => lintTbsCertificate(tbs(rootParts), { purpose: "root", issuer: { tbsDer: tbs(rootParts) } })).toThrow(
      TypeError,
    );
  });
});

describe("the registry", () => {
  const rules = [...certificateRules, ...crlRules];
  const here = new URL(".", import.meta.url);
  const files = readdirSync(here).filter((name) => name.endsWith(".ts"));

  it("has at least the thirty rules of the product, each with a name of its own", () => {
    expect(rules.length).toBeGreaterThan(34);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it("lists every rule there is a file for, under the file’s name", () => {
    const ids = files.flatMap(
      (name) => /Rule = \{\n {2}id: "([^"]+)"/.exec(readFileSync(new URL(name, here), "utf8"))?.[1] ?? [],
    );
    expect([...ids].sort()).toEqual(rules.map(({ id }) => id).sort());
    for (const id of ids) expect(files).toContain(`${id}.ts`);
  });

  it("has a table of its own for every rule", () => {
    const tests = files
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => readFileSync(new URL(name, here), "utf8"));
    const missing = rules.filter(
      ({ id }) => !tests.some((text) => new RegExp(`describe(Crl)?Rule\\(\\s*"${id}"`).test(text)),
    );
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it("has a row in docs/rfc/5280.md for every rule", () => {
    const rows = readFileSync(new URL("../../../docs/rfc/5280.md", here), "utf8");
    expect(rules.filter(({ id }) => !rows.includes(`\`${id}\``)).map(({ id }) => id)).toEqual([]);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))("%s cites its source and speaks in sentences", (_, rule) => {
    expect(rule.source).toMatch(/\S/);
    if (rule.advice) expect(rule.advice).toMatch(/[.]$/);
  });
});
