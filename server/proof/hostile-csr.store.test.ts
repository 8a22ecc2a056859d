/** CSRs of strangers: refused with an error that names the field, or granted with a line that says what was not. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCertificate } from "../../lib/pki/certificate";
import {
  explicit,
  implicit,
  integer,
  nullValue,
  octetString,
  oid as oidDer,
  sequence,
  setOf,
  tag,
  tlv,
  utf8String,
} from "../../lib/pki/der";
import {
  basicConstraintsExtension,
  basicConstraintsOf,
  extendedKeyUsageExtension,
  extendedKeyUsageOf,
  keyUsageExtension,
  keyUsageOf,
  nameConstraintsExtension,
} from "../../lib/pki/extension";
import { oid } from "../../lib/pki/oid";
import { grantOf, refusalOf, withCsr } from "./attempt";
import { openAuthority, serverKey, type TestAuthority } from "./authority";
import {
  type CsrParts,
  csrDer,
  csrPem,
  ecSpki,
  keys,
  makeKey,
  modulusOf,
  pem,
  pointOf,
  rsaSpki,
  spkiOf,
  weakAlgorithms,
} from "./hostile-csr";

let at: TestAuthority;
beforeAll(async () => {
  at = await openAuthority();
});
afterAll(() => at?.close());

function nested(depth: number): Uint8Array {
  let der: Uint8Array = new Uint8Array();
  for (let level = 0; level < depth; level++) der = sequence(der);
  return der;
}

describe("what is no CSR is refused beside the CSR", () => {
  it.each<[string, () => string, string]>([
    ["nothing", () => "", "neither PEM nor DER"],
    ["text", () => "Dear CA, please sign.", "neither PEM nor DER"],
    [
      "a certificate",
      () => at.root.certificatePem,
      "This is PEM of a CERTIFICATE; a certificate request was expected.",
    ],
    [
      "a private key",
      () => keys.p256.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      "contains a private key",
    ],
    ["PEM without its end", () => csrPem().slice(0, 100), "has no END line"],
    ["a truncated CSR", () => pem(csrDer().slice(0, -5)), "a value is longer than the input"],
    ["a CSR with something behind it", () => pem(Buffer.concat([csrDer(), Uint8Array.of(0)])), "bytes follow the end"],
    ["more than 64 KiB", () => pem(tlv(tag.sequence, new Uint8Array(66_000))), "larger than the 64 KiB allowed"],
    ["8,000 nested sequences", () => pem(nested(8_000)), "nested deeper than 32 levels"],
    ["an indefinite length", () => pem(Uint8Array.of(0x30, 0x80, 0, 0)), "an indefinite length belongs to BER"],
    [
      "a length of four gigabytes",
      () => pem(Uint8Array.of(0x30, 0x84, 255, 255, 255, 255, 1)),
      "longer than the input",
    ],
    ["another version", () => csrPem({ version: 2 }), "its version is not 1 (RFC 2986 §4.1)"],
  ])("%s", async (_, csr, text) => {
    const { code, field, detail } = await refusalOf(at, withCsr(csr()));
    expect({ code, field, detail }).toEqual({ code: "invalid", field: "csr", detail: expect.stringContaining(text) });
  });
});

const p256 = pointOf(keys.p256);
const modulus = modulusOf(keys.rsa2048);
const bitFlipped = Uint8Array.from([...p256.slice(0, 64), p256[64]! ^ 1]);
const compressed = Uint8Array.from([2 + (p256[64]! & 1), ...p256.slice(1, 33)]);
const rsaSigned = (spkiDer: Uint8Array): CsrParts => ({ key: keys.rsa2048, spkiDer });

describe("a signature that proves nothing is refused beside the CSR", () => {
  it.each<[string, CsrParts, string]>([
    ["MD5", { key: keys.rsa2048, hash: "md5", algorithm: weakAlgorithms.md5Rsa }, "MD5 signatures can be forged"],
    [
      "SHA-1 with RSA",
      { key: keys.rsa2048, hash: "sha1", algorithm: weakAlgorithms.sha1Rsa },
      "SHA-1 no longer proves",
    ],
    ["SHA-1 with ECDSA", { hash: "sha1", algorithm: weakAlgorithms.sha1Ecdsa }, "SHA-1 no longer proves anything"],
    ["zeros", { signature: new Uint8Array(70) }, "signature does not fit its public key"],
    ["made with another key", { spkiDer: spkiOf(keys.other) }, "signature does not fit its public key"],
    ["of another kind of key", rsaSigned(spkiOf(keys.p256)), "does not belong to the key in the request"],
  ])("%s", async (_, parts, text) => {
    const { code, field, detail } = await refusalOf(at, withCsr(csrPem(parts)));
    expect({ code, field, detail }).toEqual({ code: "policy", field: "csr", detail: expect.stringContaining(text) });
  });
});

describe("a key that protects nothing is refused", () => {
  it.each<[string, () => CsrParts, string]>([
    ["RSA of 1024 bits", () => ({ key: makeKey.rsa(1024) }), "An RSA key of 1024 bits can be broken"],
    ["RSA of an odd size", () => ({ key: makeKey.rsa(2056) }), "RSA keys have 2048, 3072 or 4096 bits"],
    ["RSA with exponent 3", () => ({ key: makeKey.rsa(2048, 3) }), "The RSA exponent is 3"],
    ["RSA with an even exponent", () => rsaSigned(rsaSpki(modulus, 65_536n)), "The RSA exponent is even"],
    ["RSA with a small factor", () => rsaSigned(rsaSpki((modulus / 6n) * 6n + 3n, 65_537n)), "divisible by 3"],
    ["a point beside the curve", () => ({ spkiDer: ecSpki(bitFlipped) }), "not a point on P-256"],
    ["the point at infinity", () => ({ spkiDer: ecSpki(Uint8Array.of(0)) }), "the point at infinity"],
    ["a compressed point", () => ({ spkiDer: ecSpki(compressed) }), "The EC point is compressed"],
    ["half a point", () => ({ spkiDer: ecSpki(p256.slice(0, 40)) }), "not the form of a point on P-256"],
    ["another curve", () => ({ key: makeKey.ec("secp256k1") }), "Keys on this curve (secp256k1) are not certified"],
    ["DSA", () => ({ key: makeKey.dsa() }), "a key of another kind (DSA)"],
  ])("%s", async (_, parts, text) => {
    const { code, field, detail } = await refusalOf(at, withCsr(csrPem(parts())));
    expect({ code, field, detail }).toEqual({ code: "policy", field: "key", detail: expect.stringContaining(text) });
  });

  it("an authority’s own", async () => {
    const spkiDer = parseCertificate(at.issuing.certificatePem).spki.der;
    const error = await refusalOf(at, withCsr(csrPem({ spkiDer })));
    expect(error).toMatchObject({
      code: "policy",
      field: "csr",
      detail: expect.stringContaining("belongs to an authority"),
    });
  });
  it("one that was compromised once, whoever asks", async () => {
    const key = makeKey.ec("P-256");
    const issued = await at.issue({ key: { source: "csr", csr: csrPem({ key }) } });
    await at.revoke(issued.certificate.id, "keyCompromise");
    const error = await refusalOf(at, withCsr(csrPem({ key })));
    expect(error).toMatchObject({ code: "policy", field: "csr", detail: expect.stringContaining("compromised keys") });
  });
});

const san = (...names: Uint8Array[]) => ({ oid: oid.subjectAltName, critical: false, value: sequence(...names) });
const dns = (text: string) => implicit(2, Buffer.from(text));
const commonName = (value: Uint8Array) => sequence(setOf(sequence(oidDer(oid.commonName), value)));
const nobody = sequence();
const userPrincipalName = explicit(0, oidDer("1.3.6.1.4.1.311.20.2.3"), explicit(0, utf8String("root@corp")));
const many = Array.from({ length: 300 }, (_, index) => dns(`n${index}.example`));

describe("names in a CSR that no certificate may carry", () => {
  it.each<[string, CsrParts, string, string, string]>([
    [
      "NUL in a DNS name",
      { subjectDer: nobody, extensions: [san(dns("good.example\0.evil.example"))] },
      "policy",
      "names",
      "\\u{0}",
    ],
    [
      "a name of another type",
      { subjectDer: nobody, extensions: [san(userPrincipalName)] },
      "policy",
      "names",
      "of a kind this authority does not certify",
    ],
    [
      "an address of five octets",
      { extensions: [san(implicit(7, Uint8Array.of(1, 2, 3, 4, 5)))] },
      "invalid",
      "csr",
      "An IP address of 5 octets does not exist.",
    ],
    [
      "an address with a mask",
      { extensions: [san(implicit(7, Uint8Array.of(10, 0, 0, 0, 255, 0, 0, 0)))] },
      "invalid",
      "csr",
      "An IP address of 8 octets",
    ],
    ["an empty list", { extensions: [san()] }, "invalid", "csr", "The alternative names are empty"],
    [
      "two lists",
      { extensions: [san(dns("a.example")), san(dns("b.example"))] },
      "invalid",
      "csr",
      "appears twice (RFC 5280 §4.2)",
    ],
    [
      "three hundred",
      { subjectDer: nobody, extensions: [san(...many)] },
      "policy",
      "names",
      "300 names were asked for",
    ],
    [
      "a common name with NUL",
      { subjectDer: commonName(utf8String("a\0b.example")) },
      "policy",
      "names",
      "needs at least one name",
    ],
    [
      "a common name that is a number",
      { subjectDer: commonName(integer(5)) },
      "policy",
      "names",
      "needs at least one name",
    ],
    [
      "a common name that is no UTF-8",
      { subjectDer: commonName(tlv(tag.utf8String, Uint8Array.of(255, 254))) },
      "invalid",
      "csr",
      "not valid UTF-8",
    ],
    [
      "an extension that cannot be read",
      { extensions: [{ oid: oid.basicConstraints, critical: true, value: octetString(new Uint8Array(3)) }] },
      "invalid",
      "csr",
      "basicConstraints",
    ],
  ])("%s", async (_, parts, code, field, text) => {
    expect(await refusalOf(at, withCsr(csrPem(parts)))).toMatchObject({
      code,
      field,
      detail: expect.stringContaining(text),
    });
  });
  it("a common name that is none of the names", async () => {
    const error = await refusalOf(at, { ...withCsr(csrPem()), names: ["other.example"] });
    expect(error).toMatchObject({ code: "policy", field: "subject.commonName" });
    expect(error.detail).toContain("must be one of the DNS names or addresses");
  });
});

const extensionOf = (certificatePem: string, id: string) =>
  parseCertificate(certificatePem).extensions.find((extension) => extension.oid === id)?.value;

describe("what asks for too much gets a leaf, and a line for everything it does not get", () => {
  const grant = (parts: CsrParts) =>
    grantOf(at, withCsr(csrPem({ ...parts, extensions: [...(parts.extensions ?? []), san(dns("web.corp.example"))] })));

  it("to be an authority that signs certificates and CRLs", async () => {
    const asked = [
      basicConstraintsExtension({ isCa: true, pathLength: null }),
      keyUsageExtension(["keyCertSign", "cRLSign"]),
    ];
    const { issued, differences } = await grant({ extensions: asked });
    expect(basicConstraintsOf(extensionOf(issued.pem, oid.basicConstraints)!)).toEqual({
      isCa: false,
      pathLength: null,
    });
    expect(keyUsageOf(extensionOf(issued.pem, oid.keyUsage)!)).toEqual(["digitalSignature"]);
    expect(differences).toMatchObject([
      { change: "left-out", because: expect.stringContaining("asks to be an authority"), granted: "" },
      { change: "changed", requested: "keyCertSign, cRLSign", granted: "digitalSignature" },
    ]);
    expect(issued.findings.map(({ severity, rule }) => `${severity} ${rule}`)).toContain("warning csr-extension");
  });
  it("any purpose, and to answer OCSP", async () => {
    const asked = [extendedKeyUsageExtension(["2.5.29.37.0", "1.3.6.1.5.5.7.3.9", oid.serverAuth], false)];
    const { issued, differences } = await grant({ extensions: asked });
    expect(extendedKeyUsageOf(extensionOf(issued.pem, oid.extendedKeyUsage)!)).toEqual([oid.serverAuth]);
    expect(differences).toMatchObject([{ change: "changed", granted: "serverAuth" }]);
  });
  it("name constraints, an extension nobody knows, and a challenge password", async () => {
    const constraints = nameConstraintsExtension({ permitted: [{ type: "dns", value: "evil.example" }], excluded: [] });
    const attributes = [sequence(oidDer("1.2.840.113549.1.9.7"), setOf(utf8String("secret-word")))];
    const unknown = { oid: "1.2.3.4", critical: true, value: nullValue() };
    const { issued, differences } = await grant({ extensions: [constraints, unknown], attributes });
    expect(differences.map(({ change, requested }) => `${change} ${requested.split(":")[0]}`)).toEqual([
      "left-out Name constraints (2.5.29.30)",
      "left-out the extension 1.2.3.4",
      "left-out Challenge password",
    ]);
    expect(JSON.stringify(issued)).not.toContain("secret-word");
    expect(extensionOf(issued.pem, "1.2.3.4") ?? extensionOf(issued.pem, oid.nameConstraints)).toBeUndefined();
  });
  it("the same name again and again", async () => {
    const { issued, differences } = await grant({ extensions: [] });
    expect([issued.certificate.names, differences]).toEqual([["dns:web.corp.example"], []]);
    const twice = csrPem({
      extensions: [san(dns("web.corp.example"), dns("WEB.corp.example"), dns("web.corp.example"))],
    });
    const again = await grantOf(at, withCsr(twice));
    expect(again.issued.certificate.names).toEqual(["dns:web.corp.example"]);
    expect(again.differences.map(({ rule }) => rule)).toEqual(["names-no-duplicates", "names-no-duplicates"]);
  });
});

it("a key made on the server is refused like any other name for names it may not have, and nothing is returned", async () => {
  const error = await refusalOf(at, { names: ["*"], key: serverKey });
  expect(JSON.stringify(error)).not.toContain("PRIVATE KEY");
});
