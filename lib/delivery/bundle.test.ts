import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { type BundleInput, bundleFileName, createBundle } from "./bundle";
import { hostileNames } from "./testing/hostile-names";

const block = (label: string, body: string) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
const leaf = block("CERTIFICATE", "TEVBRg==");
const issuing = block("CERTIFICATE", "SVNTVUlORw==");
const root = block("CERTIFICATE", "Uk9PVA==");

const input: BundleInput = {
  kind: "server",
  displayName: "web.corp.example",
  certificatePem: leaf,
  intermediatePems: [issuing],
  rootPem: root,
  keyPem: block("ENCRYPTED PRIVATE KEY", "S0VZ"),
  crlUrl: "http://pki.example/crl/1/chain.pem",
  issuedAt: new Date("2026-11-24T23:59:00Z"),
};

function unpacked(bundle: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bundle)).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

describe("a PEM bundle", () => {
  it("holds each form of the chain under the name its README explains", () => {
    const { "README.txt": readme, ...files } = unpacked(createBundle(input));
    expect(files).toEqual({
      "certificate.pem": leaf,
      "chain.pem": issuing,
      "fullchain.pem": leaf + issuing,
      "root.pem": root,
      "trust.pem": issuing + root,
      "key.pem": input.keyPem,
    });
    for (const name of Object.keys(files)) expect(readme).toContain(`\n${name}\n    `);
  });

  it.each([
    ["an encrypted key", input.keyPem, /encrypted with the password you chose/],
    ["a plain key", block("PRIVATE KEY", "S0VZ"), /NOT encrypted/],
    ["a key that never was here", null, /stayed where the signing request was made/],
  ])("says how it stands with %s", (_, keyPem, sentence) => {
    const files = unpacked(createBundle({ ...input, keyPem }));
    expect(files["README.txt"]?.replace(/\s+/g, " ")).toMatch(sentence);
    expect("key.pem" in files).toBe(keyPem !== null);
  });

  it("says nothing of a CRL that nobody publishes", () => {
    expect(unpacked(createBundle({ ...input, crlUrl: null }))["README.txt"]).not.toMatch(/revo/i);
  });

  it("is the same bytes in every time zone", () => {
    const zone = process.env.TZ;
    const bundles = ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"].map((name) => {
      process.env.TZ = name;
      return Buffer.from(createBundle(input)).toString("hex");
    });
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect(new Set(bundles).size).toBe(1);
  });

  it.each(hostileNames)("has the same files and one line for the name, whatever it is: %s", (_, displayName) => {
    const files = unpacked(createBundle({ ...input, displayName }));
    const usual = unpacked(createBundle(input));
    expect(Object.keys(files)).toEqual(Object.keys(usual));
    expect(files["README.txt"]?.split("\n").length).toBe(usual["README.txt"]?.split("\n").length);
    expect(files["README.txt"]?.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(bundleFileName(displayName)).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*\.zip$/);
  });

  it.each([
    ["something that is not PEM", { certificatePem: "x" }],
    ["two blocks where one belongs", { certificatePem: leaf + root }],
    ["a private key in place of a certificate", { rootPem: block("PRIVATE KEY", "S0VZ") }],
    ["a certificate in place of the key", { keyPem: leaf }],
    ["an SSLeay key", { keyPem: block("EC PRIVATE KEY", "S0VZ") }],
  ])("refuses %s", (_, wrong) => {
    expect(() => createBundle({ ...input, ...wrong })).toThrow(/A PEM block “[A-Z ]+” was expected/);
  });
});
