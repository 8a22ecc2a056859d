import "reflect-metadata";
import { createHash, X509Certificate as NodeCertificate, sign, webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { afterAll, describe, expect, it } from "vitest";
import { algorithms, type KeyType, keyTypes } from "./algorithm";
import { assembleCertificate, buildTbsCertificate, parseCertificate, parseTbsCertificate } from "./certificate";
import { decodeCertificate } from "./decode";
import { type Der, hexFromBytes } from "./der";
import {
  authorityInfoAccessExtension,
  authorityKeyIdentifierExtension,
  basicConstraintsExtension,
  crlDistributionPointsExtension,
  type Extension,
  extendedKeyUsageExtension,
  keyIdentifierOf,
  keyUsageExtension,
  nameConstraintsExtension,
  subjectAltNameExtension,
  subjectKeyIdentifierExtension,
} from "./extension";
import { parseGeneralName } from "./general-name";
import { encodeName } from "./name";
import { oid } from "./oid";
import { encodePem } from "./pem";
import { keyPairOf } from "./testdata/key-pair";
import { openWorkshop } from "./testdata/tool";

const notBefore = new Date("2026-11-24T06:00:00Z");
const notAfter = new Date("2051-01-01T00:00:00Z");
const serial = "7f".repeat(16);

function signed(tbs: Der, keyType: KeyType, privateKey: ReturnType<typeof keyPairOf>["privateKey"]): Der {
  const { hash, signatureAlgorithm } = algorithms[keyType];
  return assembleCertificate(tbs, signatureAlgorithm, sign(hash?.replace("-", "") ?? null, tbs, privateKey));
}

const subject = { country: "DE", organization: "Müller & Söhne", commonName: "web.corp" };
const names = [
  "web.corp",
  "*.corp.example",
  "10.0.0.1",
  "2001:db8::1",
  "ops@corp.example",
  "spiffe://corp.example/web",
].map(parseGeneralName);

const leafExtensions = (spkiDer: Der): Extension[] => [
  basicConstraintsExtension({ isCa: false, pathLength: null }),
  keyUsageExtension(["digitalSignature", "keyEncipherment"]),
  extendedKeyUsageExtension([oid.serverAuth, oid.clientAuth], false),
  subjectKeyIdentifierExtension(spkiDer),
  authorityKeyIdentifierExtension(keyIdentifierOf(spkiDer)),
  subjectAltNameExtension(names, false),
  crlDistributionPointsExtension(["http://ca.corp/crl/1.crl"]),
  authorityInfoAccessExtension({ ocsp: ["http://ca.corp/ocsp"], caIssuers: ["http://ca.corp/ca/1.cer"] }),
];

function selfSigned(keyType: KeyType, extensions = leafExtensions) {
  const pair = keyPairOf(keyType);
  const spkiDer: Der = new Uint8Array(pair.publicKey.export({ type: "spki", format: "der" }));
  const name = encodeName(subject);
  const tbs = buildTbsCertificate({
    serial,
    signatureAlgorithm: algorithms[keyType].signatureAlgorithm,
    issuerDer: name,
    subjectDer: name,
    notBefore,
    notAfter,
    spkiDer,
    extensions: extensions(spkiDer),
  });
  return { tbs, spkiDer, der: signed(tbs, keyType, pair.privateKey), publicKey: pair.publicKey };
}

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const opensslText = (der: Der): string => {
  const file = workshop.write("certificate.der", der);
  return workshop.run(
    "openssl",
    "x509",
    "-inform",
    "DER",
    "-in",
    file,
    "-noout",
    "-text",
    "-nameopt",
    "RFC2253,utf8,-esc_msb",
  );
};

describe.each(keyTypes.filter((keyType) => keyType !== "rsa-4096"))(
  "a certificate with a key of type %s",
  (keyType) => {
    const { der, tbs, publicKey } = selfSigned(keyType);
    it("reads back as it was written", () => {
      const parsed = parseCertificate(der);
      expect(parsed).toMatchObject({ version: 3, serial, notBefore, notAfter, spki: { keyType } });
      expect(parsed.tbsDer).toEqual(tbs);
      expect(parsed.extensions.map(({ oid: id }) => id)).toEqual(
        leafExtensions(parsed.spki.der).map(({ oid: id }) => id),
      );
      expect(parseTbsCertificate(tbs)).toEqual(
        Object.fromEntries(
          Object.entries(parsed).filter(
            ([key]) => !["der", "signature", "signatureAlgorithm", "sha1", "sha256"].includes(key),
          ),
        ),
      );
      expect(parsed.sha256).toBe(createHash("sha256").update(der).digest("hex"));
      expect(parsed.sha1).toBe(createHash("sha1").update(der).digest("hex"));
    });
    it("is read and verified by node:crypto", () => {
      const node = new NodeCertificate(der);
      expect(node.verify(publicKey)).toBe(true);
      expect(node.serialNumber.toLowerCase()).toBe(serial);
      expect(node.subjectAltName).toBe(
        "DNS:web.corp, DNS:*.corp.example, IP Address:10.0.0.1, IP Address:2001:DB8:0:0:0:0:0:1, email:ops@corp.example, URI:spiffe://corp.example/web",
      );
      expect(node.checkHost("a.corp.example")).toBeTruthy();
      expect(node.checkIP("10.0.0.1")).toBeTruthy();
    });
    it("is read by openssl, which finds the same in it", () => {
      const text = opensslText(der);
      expect(text).toContain("Subject: CN=web.corp,O=Müller & Söhne,C=DE");
      expect(text).toContain("Not After : Jan  1 00:00:00 2051 GMT");
      expect(text).toContain("X509v3 Basic Constraints: critical\n                CA:FALSE");
      expect(text).toContain("Digital Signature, Key Encipherment");
      expect(text).toContain("URI:http://ca.corp/crl/1.crl");
      expect(text).toContain("OCSP - URI:http://ca.corp/ocsp");
    });
  },
);

describe("the bytes are those another encoder writes", () => {
  it("@peculiar/x509, over the same values, for the whole TBSCertificate", async () => {
    x509.cryptoProvider.set(webcrypto as unknown as Crypto);
    const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
    const spkiDer: Der = new Uint8Array(await webcrypto.subtle.exportKey("spki", keys.publicKey));
    const name = new x509.Name([
      { C: [{ printableString: "DE" }] },
      { O: [{ utf8String: "Müller & Söhne" }] },
      { CN: [{ utf8String: "web.corp" }] },
    ]);
    const keyId = hexFromBytes(keyIdentifierOf(spkiDer));
    const theirs = await x509.X509CertificateGenerator.create({
      serialNumber: serial,
      subject: name,
      issuer: name,
      notBefore,
      notAfter,
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey as CryptoKey,
      signingKey: keys.privateKey as CryptoKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment, true),
        new x509.ExtendedKeyUsageExtension([oid.serverAuth, oid.clientAuth], false),
        new x509.SubjectKeyIdentifierExtension(keyId, false),
        new x509.AuthorityKeyIdentifierExtension(keyId, false),
        new x509.SubjectAlternativeNameExtension(
          [
            { type: "dns", value: "web.corp" },
            { type: "dns", value: "*.corp.example" },
            { type: "ip", value: "10.0.0.1" },
            { type: "ip", value: "2001:db8::1" },
            { type: "email", value: "ops@corp.example" },
            { type: "url", value: "spiffe://corp.example/web" },
          ],
          false,
        ),
        new x509.CRLDistributionPointsExtension(["http://ca.corp/crl/1.crl"], false),
        new x509.AuthorityInfoAccessExtension(
          { ocsp: ["http://ca.corp/ocsp"], caIssuers: ["http://ca.corp/ca/1.cer"] },
          false,
        ),
      ],
    });
    const parsed = parseCertificate(new Uint8Array(theirs.rawData));
    const ours = buildTbsCertificate({
      serial,
      signatureAlgorithm: algorithms["ec-p256"].signatureAlgorithm,
      issuerDer: encodeName(subject),
      subjectDer: encodeName(subject),
      notBefore,
      notAfter,
      spkiDer,
      extensions: leafExtensions(spkiDer),
    });
    expect(hexFromBytes(ours)).toBe(hexFromBytes(parsed.tbsDer));
    expect(hexFromBytes(assembleCertificate(ours, parsed.signatureAlgorithm, parsed.signature))).toBe(
      hexFromBytes(parsed.der),
    );
  });
  it("@peculiar/x509 reads ours to the same values", () => {
    const { der } = selfSigned("ec-p256");
    const theirs = new x509.X509Certificate(der as Uint8Array<ArrayBuffer>);
    expect(theirs.serialNumber).toBe(serial);
    expect(theirs.notAfter).toEqual(notAfter);
    expect(theirs.extensions.map(({ type }) => type)).toEqual(
      parseCertificate(der).extensions.map(({ oid: id }) => id),
    );
    const san = theirs.getExtension(x509.SubjectAlternativeNameExtension)!;
    expect(san.names.toJSON().map(({ value }) => value)).toEqual(names.map(({ value }) => value));
  });
});

describe("an authority's certificate", () => {
  const constraints = {
    permitted: [
      { type: "dns", value: "corp.example" },
      { type: "ip", value: "10.0.0.0/8" },
      { type: "email", value: ".corp.example" },
    ],
    excluded: [{ type: "uri", value: ".evil.example" }],
  } as const;
  const { der } = selfSigned("ec-p256", (spkiDer) => [
    basicConstraintsExtension({ isCa: true, pathLength: 0 }),
    keyUsageExtension(["keyCertSign", "cRLSign"]),
    subjectKeyIdentifierExtension(spkiDer),
    nameConstraintsExtension(constraints),
  ]);
  it("says to openssl what it says to us", () => {
    const text = opensslText(der);
    expect(text).toContain("CA:TRUE, pathlen:0");
    expect(text).toContain("X509v3 Name Constraints: critical");
    for (const line of ["DNS:corp.example", "IP:10.0.0.0/255.0.0.0", "email:.corp.example", "URI:.evil.example"]) {
      expect(text).toContain(line);
    }
  });
  it("verifies under -x509_strict as its own root", () => {
    const { der: root } = selfSigned("ec-p384", (spkiDer) => [
      basicConstraintsExtension({ isCa: true, pathLength: null }),
      keyUsageExtension(["keyCertSign", "cRLSign"]),
      subjectKeyIdentifierExtension(spkiDer),
    ]);
    const file = workshop.write("root.pem", encodePem("CERTIFICATE", root));
    expect(workshop.run("openssl", "verify", "-x509_strict", "-CAfile", file, file)).toBe(`${file}: OK\n`);
  });
  it("is shown in plain words", () => {
    expect(decodeCertificate(parseCertificate(der)).extensions).toMatchObject([
      {
        name: "Basic constraints",
        critical: true,
        text: ["A certificate authority that may not have authorities below it."],
      },
      { name: "Key usage", text: ["The key may sign certificates (keyCertSign).", "The key may sign CRLs (cRLSign)."] },
      { name: "Subject key identifier" },
      {
        name: "Name constraints",
        source: "RFC 5280 §4.2.1.10",
        text: [
          "Permitted: dns:corp.example",
          "Permitted: ip:10.0.0.0/8",
          "Permitted: email:.corp.example",
          "Excluded: uri:.evil.example",
        ],
      },
    ]);
  });
});
