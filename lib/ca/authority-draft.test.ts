import { describe, expect, it } from "vitest";
import type { AuthoritySpec } from "../contract/authority";
import { noNameConstraints } from "../contract/authority";
import { parseTbsCertificate } from "../pki/certificate";
import { sampleSpki } from "../pki/spki";
import { draftAuthority, type Parent } from "./authority-draft";
import { authority, now, parent } from "./testing/issuer";

const spec = (change: Partial<AuthoritySpec> = {}): AuthoritySpec => ({
  subject: { commonName: "New Authority", country: "", locality: " " },
  keyType: "ec-p384",
  validityYears: 5,
  pathLength: null,
  nameConstraints: noNameConstraints,
  validationUrl: "http://pki.corp.example",
  ...change,
});

const draft = (change: Partial<AuthoritySpec> = {}, above: Parent | null = null) => {
  const wanted = spec(change);
  return draftAuthority({
    spec: wanted,
    parent: above,
    spkiDer: sampleSpki(wanted.keyType),
    now,
    serial: `40${"03".repeat(15)}`,
  });
};
const errors = (drafted: ReturnType<typeof draft>) =>
  drafted.findings.filter(({ severity }) => severity === "error").map(({ rule, field }) => `${field}: ${rule}`);

describe("path lengths above limit what may follow below", () => {
  const root = authority({ name: "Root", pathLength: 1 });
  const under = parent("Root", root);
  const issuing = authority({ name: "Issuing", pathLength: 0, parent: under });
  it.each<[string, Partial<AuthoritySpec>, Parent, string[]]>([
    ["one level below a root that allows one", { pathLength: 0 }, under, []],
    ["no limit below a limit", { pathLength: null }, under, ["pathLength: issuer-path-length"]],
    ["as long as above", { pathLength: 1 }, under, ["pathLength: issuer-path-length"]],
    [
      "below an authority for leaves",
      { pathLength: 0 },
      parent("Issuing", issuing, under.chain),
      ["parentId: issuer-path-length", "pathLength: path-length-exhausted"],
    ],
  ])("%s", (_, change, above, expected) => {
    expect(errors(draft(change, above))).toEqual(expected);
  });
});

describe("an authority’s certificate", () => {
  it("ends in calendar years, a second before the day begins again", () => {
    const { notBefore, notAfter } = parseTbsCertificate(draft().tbs!);
    expect(notBefore.toISOString()).toBe("2026-11-24T11:59:00.000Z");
    expect(notAfter.toISOString()).toBe("2031-11-24T11:58:59.000Z");
  });

  it("never outlives its parent, and says that it was shortened", () => {
    const root = authority({ name: "Root", years: 2 });
    const drafted = draft({ validityYears: 5, pathLength: 0 }, parent("Root", root));
    expect(parseTbsCertificate(drafted.tbs!).notAfter).toEqual(root.notAfter);
    expect(drafted.findings).toContainEqual(
      expect.objectContaining({ rule: "validity-within-issuer", severity: "warning", field: "validityYears" }),
    );
    expect(drafted.linted).not.toBeNull();
  });

  it.each<[string, Partial<AuthoritySpec>, string[]]>([
    ["without a name", { subject: { organization: "Corp" } }, ["subject.commonName"]],
    ["with a URL that is none", { validationUrl: "pki" }, ["validationUrl"]],
    [
      "with a constraint that is none",
      { nameConstraints: { ...noNameConstraints, permitted: { ...noNameConstraints.permitted, ip: ["10.0.0.1/8"] } } },
      ["nameConstraints"],
    ],
    ["with a name out of bounds", { subject: { commonName: "x".repeat(65) } }, ["subject.commonName"]],
  ])("%s is refused beside the field", (_, change, fields) => {
    const drafted = draft(change);
    expect(drafted.linted).toBeNull();
    expect(errors(drafted).map((error) => error.split(":")[0])).toEqual(fields);
  });

  it("with a loopback URL is made, with a warning that no other machine can check it", () => {
    const drafted = draft({ validationUrl: "http://127.0.0.1:8080" });
    expect(drafted.linted).not.toBeNull();
    expect(drafted.findings).toContainEqual(expect.objectContaining({ rule: "validation-url-loopback" }));
  });
});
