import { afterAll, describe, expect, it } from "vitest";
import { parseCsr } from "../pki/csr";
import { hasTool, openWorkshop } from "../pki/testdata/tool";
import { builtInProfiles } from "./built-in-profiles";
import { draftLeaf } from "./leaf";
import { decide } from "./policy";
import { ask, now, plainIssuer } from "./testing/issuer";

const workshop = openWorkshop();
afterAll(() => workshop.remove());
const server = builtInProfiles.find(({ id }) => id === "server")!;

function csrWith(extensions: readonly string[], subject = "/CN=web.corp.example/O=Corp") {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem"];
  const added = extensions.flatMap((extension) => ["-addext", extension]);
  workshop.run("openssl", "req", "-new", ...key, "-subj", subject, ...added, "-out", "csr.pem");
  return parseCsr(workshop.read("csr.pem"));
}

const decided = (csr: ReturnType<typeof csrWith>, change: Parameters<typeof ask>[0] = {}) => {
  const key = { spki: csr.spki, isSignatureValid: true, field: "csr" } as const;
  const asked = ask({ subject: null, names: null, ...change, csr, key });
  return { asked, ...decide({ profile: server, issuer: plainIssuer, ask: asked, now }) };
};

describe.skipIf(!hasTool("openssl", "openssl"))("whatever a CSR asks for has a line, granted or not", () => {
  it("its names and its subject are granted like typed ones", () => {
    const { lines, grant, findings } = decided(csrWith(["subjectAltName=DNS:WEB.corp.example,IP:10.0.0.1"]));
    expect(findings).toEqual([]);
    expect(grant?.names.map(({ value }) => value)).toEqual(["web.corp.example", "10.0.0.1"]);
    expect(grant?.subject).toEqual({ commonName: "web.corp.example", organization: "Corp" });
    expect(lines).toContainEqual(expect.objectContaining({ requested: "dns:WEB.corp.example", change: "changed" }));
  });

  it.each([
    ["to be an authority", "basicConstraints=critical,CA:TRUE", "Basic constraints", "left-out", "warning"],
    ["to sign certificates", "keyUsage=keyCertSign,digitalSignature", "keyCertSign", "changed", "info"],
    ["any usage", "extendedKeyUsage=anyExtendedKeyUsage,serverAuth", "Any use", "changed", "info"],
    ["OCSP signing", "extendedKeyUsage=OCSPSigning", "OCSP signing", "changed", "info"],
    ["an extension of somebody’s", "1.2.3.4.5=ASN1:UTF8String:x", "1.2.3.4.5", "left-out", "warning"],
    [
      "its own CRL",
      "crlDistributionPoints=URI:http://evil.example/a.crl",
      "CRL distribution points",
      "left-out",
      "warning",
    ],
  ])("%s", (_, extension, named, change, severity) => {
    const csr = csrWith(["subjectAltName=DNS:web.corp.example", extension]);
    const { lines, findings, asked } = decided(csr);
    expect(lines.find((line) => line.requested.includes(named))).toMatchObject({ change });
    expect(findings.find(({ message }) => message.includes(named))).toMatchObject({ severity });
    const chain = [
      { authority: { ...plainIssuer, keyType: "ec-p256" }, certificate: plainIssuer.chain[0]!.certificate },
    ];
    const draft = draftLeaf({
      profile: server,
      chain: chain as never,
      ask: asked,
      now,
      serial: `41${"02".repeat(15)}`,
    });
    expect(draft.linted).not.toBeNull();
    for (const asn1 of ["evil.example", "1.2.3.4.5"]) {
      expect(Buffer.from(draft.tbs!).toString("latin1")).not.toContain(asn1);
    }
  });

  it("a subject attribute that no form has is left out by name", () => {
    const { lines } = decided(csrWith(["subjectAltName=DNS:web.corp.example"], "/CN=web.corp.example/title=Boss"));
    expect(lines).toContainEqual(
      expect.objectContaining({ field: "subject", change: "left-out", requested: expect.stringContaining("Boss") }),
    );
  });

  it("the same names and subject in another notation are no difference", () => {
    const csr = csrWith(
      ["subjectAltName=DNS:xn--mnchen-3ya.example,IP:2001:db8::1"],
      "/C=DE/CN=xn--mnchen-3ya.example",
    );
    const subject = { country: "de", commonName: "münchen.example" };
    const { lines } = decided(csr, { subject, names: ["München.example", "2001:DB8:0::1"] });
    expect(lines.filter(({ change }) => change === "left-out")).toEqual([]);
  });

  it("subject and names that were typed apply, and the CSR’s own are named as left out", () => {
    const csr = csrWith(["subjectAltName=DNS:other.example"], "/CN=other.example");
    const { lines, grant } = decided(csr, { subject: {}, names: ["web.corp.example"] });
    expect(grant?.names.map(({ value }) => value)).toEqual(["web.corp.example"]);
    expect(lines.filter(({ rule }) => rule === "request-over-csr").map(({ requested }) => requested)).toEqual([
      "dns:other.example",
      "CN=other.example",
    ]);
  });
});
