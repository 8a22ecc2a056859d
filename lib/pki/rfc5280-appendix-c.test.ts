/**
 * RFC 5280 appendix C prints three certificates and a CRL value by value. Our encoders write them from those values, and
 * the published signatures then verify over our bytes: one octet elsewhere and they would not.
 */
import { createPublicKey, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { assembleCertificate, buildTbsCertificate, extensionOf, parseCertificate } from "./certificate";
import { isIssuedBy, orderChain } from "./chain";
import { assembleCrl, buildTbsCertList, parseCrl } from "./crl";
import { decodeCertificate } from "./decode";
import * as der from "./der";
import {
  authorityKeyIdentifierExtension,
  basicConstraintsExtension,
  type Extension,
  keyUsageExtension,
  subjectAltNameExtension,
  subjectKeyIdentifierOf,
} from "./extension";
import { sha1 } from "./hash";
import { oid } from "./oid";
import * as published from "./testdata/rfc5280-appendix-c";

const hex = der.bytesFromHex;
const sha1WithRsa = der.sequence(der.oid("1.2.840.113549.1.1.5"), der.nullValue());
const dsaWithSha1 = der.sequence(der.oid("1.2.840.10040.4.3"));

const attribute = (type: string, value: der.Der) => der.setOf(der.sequence(der.oid(type), value));
const name = (commonName: string) =>
  der.sequence(
    attribute(oid.domainComponent, der.ia5String("com")),
    attribute(oid.domainComponent, der.ia5String("example")),
    attribute(oid.commonName, der.printableString(commonName)),
  );
const rsaSpki = (modulus: string) =>
  der.sequence(
    der.sequence(der.oid("1.2.840.113549.1.1.1"), der.nullValue()),
    der.bitString(der.sequence(der.integer(hex(modulus)), der.integer(65537))),
  );
// The appendix derives identifiers with SHA-1 (method 1 of §4.2.1.2), we with SHA-256.
const keyIdentifier = (value: string): Extension => ({
  oid: oid.subjectKeyIdentifier,
  critical: false,
  value: der.octetString(hex(value)),
});

const caSpki = rsaSpki(published.selfSigned.modulus);
const caTbs = buildTbsCertificate({
  serial: "11",
  signatureAlgorithm: sha1WithRsa,
  issuerDer: name("Example CA"),
  subjectDer: name("Example CA"),
  notBefore: new Date("2004-04-30T14:25:34Z"),
  notAfter: new Date("2005-04-30T14:25:34Z"),
  spkiDer: caSpki,
  extensions: [
    keyIdentifier(published.selfSigned.keyIdentifier),
    keyUsageExtension(["keyCertSign", "cRLSign"]),
    basicConstraintsExtension({ isCa: true, pathLength: null }),
  ],
});
const ca = assembleCertificate(caTbs, sha1WithRsa, hex(published.selfSigned.signature));

const leafTbs = buildTbsCertificate({
  serial: "12",
  signatureAlgorithm: sha1WithRsa,
  issuerDer: name("Example CA"),
  subjectDer: name("End Entity"),
  notBefore: new Date("2004-09-15T11:48:21Z"),
  notAfter: new Date("2005-03-15T11:48:21Z"),
  spkiDer: rsaSpki(published.endEntity.modulus),
  extensions: [
    subjectAltNameExtension([{ type: "email", value: "end.entity@example.com" }], false),
    keyIdentifier(published.endEntity.keyIdentifier),
    authorityKeyIdentifierExtension(hex(published.selfSigned.keyIdentifier)),
    keyUsageExtension(["digitalSignature", "nonRepudiation"]),
  ],
});
const leaf = assembleCertificate(leafTbs, sha1WithRsa, hex(published.endEntity.signature));

const publicKey = (spki: der.Der) => createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
const caKey = publicKey(caSpki);

describe("C.1, the self-signed certificate", () => {
  it("is written octet for octet", () => {
    expect(ca).toHaveLength(578);
    expect(verify("sha1", caTbs, caKey, hex(published.selfSigned.signature))).toBe(true);
  });
  it("is read", () => {
    const parsed = parseCertificate(ca);
    expect(decodeCertificate(parsed)).toMatchObject({
      subject: "CN=Example CA, DC=example, DC=com",
      serial: "11",
      notAfter: "2005-04-30T14:25:34.000Z",
      key: { label: "RSA 1024", bits: 1024 },
      signature: "RSA PKCS#1 v1.5 with SHA-1",
      usages: ["keyCertSign", "cRLSign"],
    });
    expect(subjectKeyIdentifierOf(extensionOf(parsed, oid.subjectKeyIdentifier)!.value)).toEqual(
      sha1(parsed.spki.keyBits),
    );
  });
});

describe("C.2, the end entity certificate", () => {
  it("is written octet for octet", () => {
    expect(leaf).toHaveLength(629);
    expect(verify("sha1", leafTbs, caKey, hex(published.endEntity.signature))).toBe(true);
  });
  it("is read, and chains to C.1", () => {
    const [parsed, issuer] = [parseCertificate(leaf), parseCertificate(ca)];
    expect(decodeCertificate(parsed)).toMatchObject({ serial: "12", names: ["email:end.entity@example.com"] });
    expect(isIssuedBy(parsed, issuer)).toBe(true);
    expect(orderChain(parsed, [issuer])).toEqual([parsed, issuer]);
  });
});

describe("C.3, the end entity certificate with a DSA key", () => {
  const { p, q, g, y, r, s } = published.dsaEndEntity;
  const spkiDer = der.sequence(
    der.sequence(der.oid("1.2.840.10040.4.1"), der.sequence(...[p, q, g].map((value) => der.integer(hex(value))))),
    der.bitString(der.integer(hex(y))),
  );
  const uri = (value: string) => subjectAltNameExtension([{ type: "uri", value }], false);
  const tbs = buildTbsCertificate({
    serial: "0100",
    signatureAlgorithm: dsaWithSha1,
    issuerDer: name("Example DSA CA"),
    subjectDer: name("DSA End Entity"),
    notBefore: new Date("2004-05-02T16:47:38Z"),
    notAfter: new Date("2005-05-02T16:47:38Z"),
    spkiDer,
    extensions: [
      uri("http://www.example.com/users/DSAendentity.html"),
      { ...uri("http://www.example.com"), oid: oid.issuerAltName },
      keyIdentifier(published.dsaEndEntity.keyIdentifier),
      authorityKeyIdentifierExtension(hex(published.dsaEndEntity.authorityKeyIdentifier)),
      {
        oid: oid.certificatePolicies,
        critical: false,
        value: der.sequence(der.sequence(der.oid("2.16.840.1.101.3.2.1.48.9"))),
      },
      keyUsageExtension(["digitalSignature"]),
    ],
  });
  const signature = der.sequence(der.integer(hex(r)), der.integer(hex(s)));
  it("is written to its length, and is read though we certify no such key", () => {
    const certificate = assembleCertificate(tbs, dsaWithSha1, signature);
    expect(certificate).toHaveLength(914);
    expect(parseCertificate(certificate)).toMatchObject({ serial: "0100", spki: { keyType: null, label: "DSA" } });
    expect(decodeCertificate(parseCertificate(certificate))).toMatchObject({
      names: ["uri:http://www.example.com/users/DSAendentity.html"],
      signature: "DSA with SHA-1",
    });
  });
});

describe("C.4, the CRL", () => {
  const tbs = buildTbsCertList({
    signatureAlgorithm: sha1WithRsa,
    issuerDer: name("Example CA"),
    thisUpdate: new Date("2005-02-05T12:00:00Z"),
    nextUpdate: new Date("2005-02-06T12:00:00Z"),
    number: 12n,
    authorityKeyIdentifier: hex(published.selfSigned.keyIdentifier),
    entries: [{ serial: "12", revokedAt: new Date("2004-11-19T15:57:03Z"), reason: 1 }],
  });
  it("is written octet for octet", () => {
    expect(verify("sha1", tbs, caKey, hex(published.crl.signature))).toBe(true);
    expect(assembleCrl(tbs, sha1WithRsa, hex(published.crl.signature))).toHaveLength(356);
  });
  it("is read, and lists C.2", () => {
    const list = parseCrl(assembleCrl(tbs, sha1WithRsa, hex(published.crl.signature)));
    expect(list).toMatchObject({ number: 12n, entryCount: 1 });
    expect([...list.entries()]).toMatchObject([{ serial: parseCertificate(leaf).serial, reason: 1 }]);
  });
});
