import "reflect-metadata";
import { createPrivateKey, sign, webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { algorithms, type KeyType, keyTypes } from "./algorithm";
import { assembleCrl, buildTbsCertList, type RevokedEntry, type TbsCertListInput } from "./crl";
import { bytesFromHex, children, hexFromBytes, readDer } from "./der";
import { makeCertificate } from "./testdata/openssl";
import { hasTool, openWorkshop } from "./testdata/tool";

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const keyIdentifier = bytesFromHex("00112233445566778899aabbccddeeff00112233");
const subject = "/C=DE/O=Countersign test/CN=CRL issuer";

/** A self-signed authority made by OpenSSL whose subjectKeyIdentifier is `keyIdentifier`. */
function makeAuthority(keyType: KeyType) {
  const extensions = [
    "basicConstraints=critical,CA:TRUE",
    "keyUsage=critical,keyCertSign,cRLSign",
    `subjectKeyIdentifier=${hexFromBytes(keyIdentifier)}`,
  ];
  makeCertificate(workshop, { name: keyType, keyType, subject, extensions });
  const [tbs] = children(readDer(workshop.read(`${keyType}.der`)));
  const issuerDer = children(tbs!)[5]!.bytes;
  const key = createPrivateKey(Buffer.from(workshop.read(`${keyType}.key`)));
  const { signatureAlgorithm, hash } = algorithms[keyType];
  return { key, issuerDer, signatureAlgorithm, hash };
}

const entries: readonly RevokedEntry[] = [
  { serial: "01", revokedAt: new Date("2026-01-02T03:04:05Z"), reason: 0 },
  { serial: "80ff", revokedAt: new Date("2049-12-31T23:59:59Z"), reason: 1 },
  { serial: "7f".repeat(20), revokedAt: new Date("2050-01-01T00:00:00Z"), reason: 4 },
  { serial: "4fff".repeat(8), revokedAt: new Date("2026-11-30T12:00:01.900Z"), reason: 6 },
];

const list = (input: Partial<TbsCertListInput>): TbsCertListInput => ({
  signatureAlgorithm: algorithms["ec-p256"].signatureAlgorithm,
  issuerDer: bytesFromHex("3000"),
  thisUpdate: new Date("2026-11-24T06:00:00Z"),
  nextUpdate: new Date("2026-12-01T06:00:00Z"),
  number: 1_795_500_000_000n,
  authorityKeyIdentifier: keyIdentifier,
  entries,
  ...input,
});

describe("a CRL by every key type is read and verified by others", () => {
  const hasCerttool = hasTool("certtool", "gnutls-bin");

  it.each(keyTypes)("%s", (keyType) => {
    const { key, issuerDer, signatureAlgorithm, hash } = makeAuthority(keyType);
    const thisUpdate = new Date(Date.now() - 60_000);
    const nextUpdate = new Date(Date.now() + 86_400_000);
    const tbs = buildTbsCertList(list({ issuerDer, signatureAlgorithm, thisUpdate, nextUpdate }));
    workshop.write("crl.der", assembleCrl(tbs, signatureAlgorithm, sign(hash, tbs, key)));

    const text = workshop.run(
      "openssl",
      "crl",
      "-inform",
      "DER",
      "-in",
      "crl.der",
      "-CAfile",
      `${keyType}.pem`,
      "-text",
    );
    expect(text).toContain("verify OK");
    expect(text).toContain("Version 2 (0x1)");
    expect(text).toMatch(/Authority Key Identifier: \n\s+00:11:22:33/);
    expect(text).not.toContain("critical");
    expect(text).toMatch(/X509v3 CRL Number: \n\s+(1795500000000|0x01A20BF48700)/i);
    expect(text).toMatch(
      /Serial Number: 80FF\n\s+Revocation Date: Dec 31 23:59:59 2049 GMT\n.*\n.*Reason Code: \n\s+Key Compromise/,
    );
    expect(text).toMatch(/Serial Number: (7F){20}\n\s+Revocation Date: Jan {2}1 00:00:00 2050 GMT/);
    expect(text).toMatch(/Serial Number: 01\n\s+Revocation Date: Jan {2}2 03:04:05 2026 GMT\n\s+Serial Number/);

    if (!hasCerttool) return;
    const read = workshop.run("certtool", "--crl-info", "--inder", "--infile", "crl.der");
    expect(read).toContain("Revoked certificates (4)");
    expect(read).not.toContain("error");
    const verified = ["--verify-crl", "--inder", "--infile", "crl.der", "--load-ca-certificate", `${keyType}.der`];
    expect(() => workshop.run("certtool", ...verified)).not.toThrow();
  });
});

describe("the bytes are those of @peculiar/x509", () => {
  // An entry without a reason cannot be compared: it writes an empty crlEntryExtensions there, which RFC 5280 §5.1
  // (Extensions ::= SEQUENCE SIZE (1..MAX)) forbids.
  const reasoned = entries.filter(({ reason }) => reason !== 0);
  let tbsByOther: Uint8Array;
  let issuerDer: Uint8Array;

  beforeAll(async () => {
    const pair = await webcrypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
    const issuer = new x509.Name("CN=CRL issuer, O=Countersign test");
    issuerDer = new Uint8Array(issuer.toArrayBuffer());
    const crl = await x509.X509CrlGenerator.create({
      issuer,
      thisUpdate: list({}).thisUpdate,
      nextUpdate: list({}).nextUpdate,
      signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
      signingKey: pair.privateKey as CryptoKey,
      entries: reasoned.map(({ serial, revokedAt, reason }) => ({
        serialNumber: serial,
        revocationDate: new Date(Math.floor(revokedAt.getTime() / 1000) * 1000),
        reason,
      })),
      extensions: [
        new x509.AuthorityKeyIdentifierExtension(hexFromBytes(keyIdentifier)),
        new x509.Extension("2.5.29.20", false, new Uint8Array(bytesFromHex("020601a20bf48700"))),
      ],
    });
    tbsByOther = children(readDer(new Uint8Array(crl.rawData)))[0]!.bytes;
  });

  it("entries, times and extensions alike", () => {
    const number = BigInt("0x01a20bf48700");
    expect(hexFromBytes(buildTbsCertList(list({ issuerDer, number, entries: reasoned })))).toBe(
      hexFromBytes(tbsByOther),
    );
  });
});

describe("what cannot stand in a full CRL is a mistake of the programmer", () => {
  const revokedAt = new Date("2026-01-01T00:00:00Z");
  it.each([
    ["removeFromCRL", { serial: "01", revokedAt, reason: 8 }],
    ["a reason that was never defined", { serial: "01", revokedAt, reason: 7 }],
    ["a reason beyond the list", { serial: "01", revokedAt, reason: 11 }],
    ["a serial of 21 octets", { serial: "01".repeat(21), revokedAt, reason: 0 }],
    ["a serial in upper case", { serial: "AB", revokedAt, reason: 0 }],
    ["half an octet", { serial: "abc", revokedAt, reason: 0 }],
    ["no serial", { serial: "", revokedAt, reason: 0 }],
  ])("%s", (_, entry) => {
    expect(() => buildTbsCertList(list({ entries: [entry] }))).toThrow(TypeError);
  });
});

it("an empty list has no revokedCertificates (RFC 5280 §5.1.2.6)", () => {
  expect(children(readDer(buildTbsCertList(list({ entries: [] }))))).toHaveLength(6);
  expect(children(readDer(buildTbsCertList(list({}))))).toHaveLength(7);
});

it("100,000 entries are one list", () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({
    serial: (0x4000n * 2n ** 112n + BigInt(index)).toString(16),
    revokedAt: new Date(1_700_000_000_000 + index * 60_000),
    reason: index % 2,
  }));
  const tbs = buildTbsCertList(list({ entries: many }));
  expect(tbs.length).toBeGreaterThan(3_900_000);
});
