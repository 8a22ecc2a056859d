import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCaError } from "../errors";
import { algorithms } from "./algorithm";
import { assembleCertificate, buildTbsCertificate, parseCertificate } from "./certificate";
import { decodeCertificate } from "./decode";
import {
  bitString,
  bytesFromHex,
  children,
  type Der,
  explicit,
  generalizedTime,
  implicit,
  integer,
  octetString,
  readDer,
  sequence,
  tag,
  time,
  tlv,
} from "./der";
import {
  basicConstraintsExtension,
  encodeExtensions,
  keyUsageExtension,
  nameConstraintsExtension,
  subjectAltNameExtension,
  subjectKeyIdentifierExtension,
} from "./extension";
import { directoryName } from "./general-name";
import { encodeName } from "./name";
import { encodePem } from "./pem";
import { sampleSpki } from "./spki";

const { signatureAlgorithm } = algorithms["ec-p256"];
const spkiDer = sampleSpki("ec-p256");
const name = encodeName({ country: "DE", organization: "Exämple", commonName: "web" });
const tbs = buildTbsCertificate({
  serial: "4f".repeat(16),
  signatureAlgorithm,
  issuerDer: name,
  subjectDer: name,
  notBefore: new Date("2026-01-01T00:00:00Z"),
  notAfter: new Date("2050-01-01T00:00:00Z"),
  spkiDer,
  extensions: [
    basicConstraintsExtension({ isCa: true, pathLength: 1 }),
    keyUsageExtension(["keyCertSign"]),
    subjectKeyIdentifierExtension(spkiDer),
    subjectAltNameExtension([{ type: "dns", value: "web" }, { type: "ip", value: "::1" }, directoryName(name)], false),
    nameConstraintsExtension({ permitted: [{ type: "ip", value: "10.0.0.0/8" }], excluded: [] }),
  ],
});
const certificate = assembleCertificate(tbs, signatureAlgorithm, new Uint8Array(70));

/** Parsed and decoded, or refused with a CaError that names a field; anything else fails the test. */
function survives(input: string | Uint8Array): string | null {
  try {
    const decoded = decodeCertificate(parseCertificate(input));
    expect(JSON.stringify(decoded)).toBeTruthy();
    return null;
  } catch (error) {
    if (!isCaError(error) || error.code !== "invalid") throw error;
    expect(["certificate", "key"]).toContain(error.field);
    return error.detail;
  }
}

describe("bytes that are no certificate are refused with a CaError and nothing else", () => {
  it("every truncation", () => {
    for (let end = 0; end < certificate.length; end++) expect(survives(certificate.subarray(0, end))).not.toBeNull();
  });
  it("every flipped bit", () => {
    for (let bit = 0; bit < certificate.length * 8; bit++) {
      const changed = certificate.slice();
      changed[bit >> 3]! ^= 0x80 >> (bit & 7);
      survives(changed);
    }
  });
  it("random octets, random text, and random octets inside a certificate", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void survives(bytes)),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => void survives(text)),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.nat(certificate.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }), (at, bytes) => {
        const changed = certificate.slice();
        changed.set(bytes.subarray(0, changed.length - at), at);
        survives(changed);
        survives(encodePem("CERTIFICATE", changed));
      }),
      { numRuns: 1000 },
    );
  });
});

const parts = children(readDer(tbs)).map(({ bytes }) => bytes);
/** The certificate with the parts of its body changed by `change`. */
const altered = (change: (parts: Der[]) => Der[]): Der =>
  sequence(sequence(...change([...parts])), signatureAlgorithm, bitString(new Uint8Array(70)));
const replaced = (at: number, ...by: Der[]) => altered((list) => [...list.slice(0, at), ...by, ...list.slice(at + 1)]);
const utc = (text: string) => tlv(tag.utcTime, new TextEncoder().encode(text));
let deep: Der = octetString(new Uint8Array());
for (let depth = 0; depth < 10_000; depth++) deep = sequence(deep);

describe("a certificate that breaks the profile is refused with the rule", () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ["nothing", "", /neither PEM nor DER/],
    ["a key", encodePem("PRIVATE KEY", certificate), /PEM of a PRIVATE KEY; a certificate was expected/],
    ["a PEM cut short", encodePem("CERTIFICATE", certificate).slice(0, 300), /no END line/],
    [
      "more than 128 KiB",
      assembleCertificate(tbs, signatureAlgorithm, new Uint8Array(131_072)),
      /larger than the 128 KiB/,
    ],
    ["more than 128 KiB of PEM", encodePem("CERTIFICATE", new Uint8Array(140_000)), /larger than the 128 KiB/],
    ["nested a thousand deep", deep.subarray(0), /deeper than 32|larger than/],
    ["bytes behind it", Uint8Array.of(...certificate, 0), /bytes follow/],
    ["a body without a signature", sequence(tbs), /not a signed body/],
    ["a fourth part", sequence(tbs, signatureAlgorithm, bitString(new Uint8Array(1)), integer(1)), /not a signed body/],
    [
      "a signature with unused bits",
      sequence(tbs, signatureAlgorithm, bitString(Uint8Array.of(0xf0), 4)),
      /whole number/,
    ],
    ["a signature that is an OCTET STRING", sequence(tbs, signatureAlgorithm, octetString(new Uint8Array(1))), /tag/],
    ["version 4", replaced(0, explicit(0, integer(3))), /neither 2 nor 3/],
    ["an encoded version 1", replaced(0, explicit(0, integer(0))), /neither 2 nor 3/],
    ["an empty version", replaced(0, explicit(0)), /neither 2 nor 3/],
    ["extensions in version 1", replaced(0), /only version 3 has extensions/],
    ["extensions in version 2", replaced(0, explicit(0, integer(1))), /only version 3 has extensions/],
    ["a serial that is no INTEGER", replaced(1, octetString(new Uint8Array(1))), /serial number has tag/],
    ["an empty serial", replaced(1, bytesFromHex("0200")), /empty INTEGER/],
    ["a padded serial", replaced(1, bytesFromHex("02020001")), /shortest form/],
    ["an issuer that is a SET", replaced(3, bytesFromHex("3100")), /the issuer has tag/],
    ["one time only", replaced(4, sequence(time(new Date(0)))), /notAfter is not a time/],
    [
      "three times",
      replaced(4, sequence(time(new Date(0)), time(new Date(0)), time(new Date(0)))),
      /more than two times/,
    ],
    ["a time without seconds", replaced(4, sequence(utc("2601010000Z"), time(new Date(0)))), /notBefore is not a time/],
    ["a time with an offset", replaced(4, sequence(utc("260101000000+0100"), time(new Date(0)))), /notBefore is not/],
    ["a key that is none", replaced(6, sequence()), /public key/],
    ["an empty list of extensions", replaced(7, explicit(3, sequence())), /extensions is empty/],
    ["two lists of extensions", replaced(7, explicit(3, sequence(), sequence())), /not one list/],
    ["extensions twice", altered((list) => [...list, list[7]!]), /does not belong there/],
    [
      "an extension twice",
      replaced(7, explicit(3, encodeExtensions(Array(2).fill(keyUsageExtension(["cRLSign"]))))),
      /appears twice/,
    ],
    ["an unknown part", altered((list) => [...list, implicit(5, new Uint8Array(1))]), /does not belong there/],
    ["no body at all", sequence(sequence(), signatureAlgorithm, bitString(new Uint8Array(1))), /missing/],
  ])("%s", (_, input, rule) => {
    expect(survives(input)).toMatch(rule);
  });
});

describe("what a lint should judge is read, not refused", () => {
  it("a negative serial keeps its sign octets", () => {
    expect(parseCertificate(replaced(1, bytesFromHex("0201ff")))).toMatchObject({
      serial: "ff",
      serialOctets: Uint8Array.of(0xff),
    });
  });
  it("a signature algorithm that differs inside and outside", () => {
    const parsed = parseCertificate(replaced(2, algorithms.ed25519.signatureAlgorithm));
    expect(parsed.tbsSignatureAlgorithm).not.toEqual(parsed.signatureAlgorithm);
  });
  it("GeneralizedTime before 2050", () => {
    const early = generalizedTime(new Date("2026-01-01T00:00:00Z"));
    expect(parseCertificate(replaced(4, sequence(early, early)))).toMatchObject({
      notBeforeTag: tag.generalizedTime,
      notAfterTag: tag.generalizedTime,
    });
  });
  it("unique identifiers and version 1 without extensions", () => {
    const unique = altered((list) => [...list.slice(0, 7), implicit(1, Uint8Array.of(0, 1)), ...list.slice(7)]);
    expect(parseCertificate(unique).hasUniqueIdentifiers).toBe(true);
    expect(parseCertificate(altered((list) => list.slice(1, 7)))).toMatchObject({ version: 1, extensions: [] });
  });
});
