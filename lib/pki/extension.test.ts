import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CaError, isCaError } from "../errors";
import { bytesFromHex, type Der, hexFromBytes, octetString, readDer, sequence, tlv } from "./der";
import {
  accessDescriptionsOf,
  authorityInfoAccessExtension,
  authorityInfoAccessOf,
  authorityKeyIdentifierExtension,
  authorityKeyIdentifierOf,
  basicConstraintsExtension,
  basicConstraintsOf,
  crlDistributionPointsExtension,
  crlDistributionPointsOf,
  crlNumberExtension,
  crlNumberOf,
  decodeExtensions,
  describeExtension,
  distributionPointsOf,
  type Extension,
  encodeExtensions,
  extendedKeyUsageExtension,
  extendedKeyUsageOf,
  invalidityDateOf,
  issuingDistributionPointOf,
  keyUsageExtension,
  keyUsageOf,
  keyUsages,
  nameConstraintsExtension,
  nameConstraintsOf,
  reasonCodeExtension,
  reasonCodeOf,
  subjectAltNameExtension,
  subjectAltNameOf,
  subjectKeyIdentifierExtension,
  subjectKeyIdentifierOf,
} from "./extension";
import { oid } from "./oid";
import { sampleSpki } from "./spki";

const hex = bytesFromHex;

describe("each extension is written as its ASN.1 says", () => {
  it.each<[string, Extension, boolean, string]>([
    ["basicConstraints of a leaf", basicConstraintsExtension({ isCa: false, pathLength: null }), true, "3000"],
    [
      "basicConstraints of an authority",
      basicConstraintsExtension({ isCa: true, pathLength: null }),
      true,
      "30030101ff",
    ],
    [
      "basicConstraints with a limit",
      basicConstraintsExtension({ isCa: true, pathLength: 0 }),
      true,
      "30060101ff020100",
    ],
    ["keyUsage", keyUsageExtension(["digitalSignature", "keyEncipherment"]), true, "030205a0"],
    ["extKeyUsage", extendedKeyUsageExtension([oid.serverAuth], false), false, "300a06082b06010505070301"],
    ["authorityKeyIdentifier", authorityKeyIdentifierExtension(hex("0102")), false, "300480020102"],
    ["subjectAltName", subjectAltNameExtension([{ type: "dns", value: "a.b" }], true), true, "30058203612e62"],
    ["cRLNumber", crlNumberExtension(128n), false, "02020080"],
    ["reasonCode", reasonCodeExtension(1), false, "0a0101"],
    [
      "cRLDistributionPoints",
      crlDistributionPointsExtension(["http://a/b"]),
      false,
      "30123010a00ea00c860a687474703a2f2f612f62",
    ],
    [
      "nameConstraints",
      nameConstraintsExtension({
        permitted: [{ type: "ip", value: "10.0.0.0/8" }],
        excluded: [{ type: "dns", value: "x" }],
      }),
      true,
      "3015a00c300a87080a000000ff000000a1053003820178",
    ],
  ])("%s", (_, extension, critical, value) => {
    expect(extension.critical).toBe(critical);
    expect(hexFromBytes(extension.value)).toBe(value);
  });
  it("a subject key identifier is the leftmost 160 bits of SHA-256 over the key (RFC 7093 §2)", () => {
    const identifier = subjectKeyIdentifierOf(subjectKeyIdentifierExtension(sampleSpki("ec-p256")).value);
    expect(identifier).toHaveLength(20);
  });
  it.each<[string, () => unknown]>([
    ["no key usage", () => keyUsageExtension([])],
    ["no purpose", () => extendedKeyUsageExtension([], false)],
    ["no name", () => subjectAltNameExtension([], false)],
    ["no subtree", () => nameConstraintsExtension({ permitted: [], excluded: [] })],
    ["no distribution point", () => crlDistributionPointsExtension([])],
    ["no access description", () => authorityInfoAccessExtension({ ocsp: [], caIssuers: [] })],
    ["a path length without an authority", () => basicConstraintsExtension({ isCa: false, pathLength: 0 })],
    ["an unspecified reason", () => reasonCodeExtension(0)],
    ["a negative CRL number", () => crlNumberExtension(-1n)],
    ["a CRL number of 21 octets", () => crlNumberExtension(1n << 159n)],
    ["a name that is not canonical", () => subjectAltNameExtension([{ type: "dns", value: "bücher" }], false)],
  ])("%s is a programmer's mistake", (_, write) => {
    expect(write).toThrow(TypeError);
  });
});

describe("each extension reads back", () => {
  it("key usages in any combination", () => {
    fc.assert(
      fc.property(fc.subarray([...keyUsages], { minLength: 1 }), (usages) => {
        expect(keyUsageOf(keyUsageExtension(usages).value)).toEqual(usages);
      }),
    );
  });
  it("basic constraints with any limit", () => {
    for (const constraints of [
      { isCa: false, pathLength: null },
      { isCa: true, pathLength: null },
      { isCa: true, pathLength: 0 },
      { isCa: true, pathLength: 255 },
    ]) {
      expect(basicConstraintsOf(basicConstraintsExtension(constraints).value)).toEqual(constraints);
    }
  });
  it("URLs, purposes, numbers and identifiers", () => {
    const urls = ["http://a.corp/1.crl", "http://b.corp/1.crl"];
    expect(crlDistributionPointsOf(crlDistributionPointsExtension(urls).value)).toEqual(urls);
    const access = { ocsp: ["http://o.corp"], caIssuers: urls };
    expect(authorityInfoAccessOf(authorityInfoAccessExtension(access).value)).toEqual(access);
    const purposes = [oid.clientAuth, "1.2.3.4"];
    expect(extendedKeyUsageOf(extendedKeyUsageExtension(purposes, false).value)).toEqual(purposes);
    expect(crlNumberOf(crlNumberExtension((1n << 159n) - 1n).value)).toBe((1n << 159n) - 1n);
    expect(reasonCodeOf(reasonCodeExtension(10).value)).toBe(10);
    expect(authorityKeyIdentifierOf(authorityKeyIdentifierExtension(hex("0102")).value)).toEqual({
      keyIdentifier: hex("0102"),
      issuer: null,
      serial: null,
    });
  });
  it("name constraints of every type", () => {
    const constraints = {
      permitted: [
        { type: "dns", value: "corp.example" },
        { type: "ip", value: "10.0.0.0/8" },
        { type: "ip", value: "2001:db8::/32" },
        { type: "email", value: "a@corp.example" },
        { type: "email", value: ".corp.example" },
      ],
      excluded: [{ type: "uri", value: ".evil.example" }],
    } as const;
    expect(nameConstraintsOf(nameConstraintsExtension(constraints).value)).toEqual(constraints);
  });
  it("a list of extensions, in its order", () => {
    const list = [keyUsageExtension(["cRLSign"]), subjectAltNameExtension([{ type: "dns", value: "a" }], false)];
    expect(decodeExtensions(readDer(encodeExtensions(list)))).toEqual(list);
  });
});

describe("an extension that breaks its rules is refused", () => {
  it.each<[string, (value: Der) => unknown, string]>([
    ["basicConstraints with an encoded default", basicConstraintsOf, "3003010100"],
    ["basicConstraints with a negative limit", basicConstraintsOf, "30060101ff0201ff"],
    ["basicConstraints with a huge limit", basicConstraintsOf, "30080101ff0203010000"],
    ["basicConstraints with more", basicConstraintsOf, "30080101ff0201000500"],
    ["basicConstraints that is no SEQUENCE", basicConstraintsOf, "0101ff"],
    ["keyUsage with trailing zeros", keyUsageOf, "03020080".replace("0080", "0600")],
    ["keyUsage with a bit that has no meaning", keyUsageOf, "0303060040"],
    ["extKeyUsage without a purpose", extendedKeyUsageOf, "3000"],
    ["extKeyUsage with a string", extendedKeyUsageOf, "30030c0161"],
    ["subjectKeyIdentifier that is no OCTET STRING", subjectKeyIdentifierOf, "30020400"],
    ["authorityKeyIdentifier with unknown parts", authorityKeyIdentifierOf, "3003830100"],
    ["authorityKeyIdentifier in a wrong order", authorityKeyIdentifierOf, "3006820101800101"],
    ["subjectAltName without a name", subjectAltNameOf, "3000"],
    ["subjectAltName with bytes behind it", subjectAltNameOf, "30038201610500"],
    ["subjectAltName of 1001 names", subjectAltNameOf, `30820bbb${"820161".repeat(1001)}`],
    ["nameConstraints without a subtree", nameConstraintsOf, "3000"],
    ["nameConstraints with an empty list", nameConstraintsOf, "3002a000"],
    ["nameConstraints with a distance", nameConstraintsOf, "300aa00830068201618001 00".replace(" ", "")],
    ["nameConstraints with half an IP range", nameConstraintsOf, "300aa008300687040a000000"],
    ["nameConstraints with a mask that is no prefix", nameConstraintsOf, "300ea00c300a87080a000000ff00ff00"],
    ["nameConstraints on a registered ID", nameConstraintsOf, "3008a006300488022a03"],
    ["cRLDistributionPoints without a point", distributionPointsOf, "3000"],
    ["cRLDistributionPoints with an empty point", distributionPointsOf, "30023000"],
    ["cRLDistributionPoints with a bare name", distributionPointsOf, "30053003820161"],
    ["authorityInfoAccess without an entry", accessDescriptionsOf, "3000"],
    ["authorityInfoAccess with half an entry", accessDescriptionsOf, "3006300406022a03"],
    ["issuingDistributionPoint with a FALSE flag", issuingDistributionPointOf, "3003810100"],
    ["cRLNumber that is negative", crlNumberOf, "0201ff"],
    ["cRLNumber of 21 octets", crlNumberOf, `0215${"01".repeat(21)}`],
    ["reasonCode 7", reasonCodeOf, "0a0107"],
    ["reasonCode 11", reasonCodeOf, "0a010b"],
    ["reasonCode that is an INTEGER", reasonCodeOf, "020101"],
    ["invalidityDate as UTCTime", invalidityDateOf, "170d3236303130313030303030305a"],
  ])("%s", (_, decode, value) => {
    expect(() => decode(hex(value))).toThrow(CaError);
  });

  const one = (content: string) => sequence(tlv(0x30, hex(content)));
  it.each<[string, Der, RegExp]>([
    ["an empty list", hex("3000"), /is empty/],
    ["a criticality that is the default", one("06032a0304" + "010100" + "0400"), /encodes its default/],
    ["a criticality that is not DER", one("06032a0304" + "010101" + "0400"), /not a DER BOOLEAN/],
    ["no value", one("06032a0304"), /missing/],
    ["a value that is no OCTET STRING", one("06032a0304" + "0500"), /tag/],
    ["more than a value", one("06032a0304" + "0400" + "0400"), /more parts/],
    ["101 of them", sequence(...Array<Der>(101).fill(tlv(0x30, hex("06032a03040400")))), /more than 100|twice/],
    [
      "the same one twice",
      encodeExtensions([keyUsageExtension(["cRLSign"]), keyUsageExtension(["keyCertSign"])]),
      /2\.5\.29\.15 appears twice/,
    ],
  ])("a list with %s", (_, list, rule) => {
    try {
      decodeExtensions(readDer(list));
      expect.unreachable();
    } catch (error) {
      expect(isCaError(error) && error.detail).toMatch(rule);
    }
  });
});

describe("an extension in plain words", () => {
  it.each<[Extension, string, readonly string[]]>([
    [
      basicConstraintsExtension({ isCa: false, pathLength: null }),
      "Basic constraints",
      ["Not a certificate authority."],
    ],
    [
      basicConstraintsExtension({ isCa: true, pathLength: 2 }),
      "Basic constraints",
      ["A certificate authority with at most 2 levels of authorities below it."],
    ],
    [
      extendedKeyUsageExtension([oid.serverAuth, "1.2.3.4"], false),
      "Extended key usage",
      ["TLS server (1.3.6.1.5.5.7.3.1)", "1.2.3.4"],
    ],
    [authorityKeyIdentifierExtension(hex("0aff")), "Authority key identifier", ["0A:FF"]],
    [crlDistributionPointsExtension(["http://a/"]), "CRL distribution points", ["uri:http://a/"]],
    [
      authorityInfoAccessExtension({ ocsp: ["http://o/"], caIssuers: ["http://c/"] }),
      "Authority information access",
      ["OCSP: uri:http://o/", "CA issuers: uri:http://c/"],
    ],
    [crlNumberExtension(7n), "CRL number", ["7"]],
    [reasonCodeExtension(1), "Reason code", ["keyCompromise"]],
    [{ oid: "1.2.3.4", critical: false, value: hex("0c0161") }, "1.2.3.4", ["0C:01:61"]],
    [
      { oid: oid.keyUsage, critical: true, value: hex("0500") },
      "Key usage",
      ["Cannot be read. This is not valid DER: keyUsage has tag 0x5 where 0x3 belongs.", "05:00"],
    ],
    [
      { oid: oid.subjectAltName, critical: false, value: hex("30048202" + "0a1b") },
      "Subject alternative name",
      ["dns:\\u{a}\\u{1b}"],
    ],
  ])("%#", (extension, name, text) => {
    expect(describeExtension(extension)).toMatchObject({ name, text });
  });
  it("is found for any octets under any identifier, without throwing", () => {
    const known = Object.values(oid);
    const value = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.uint8Array({ maxLength: 60 }).map((content) => sequence(octetString(content))),
      fc
        .tuple(fc.constantFrom(0x30, 0x03, 0x04, 0x0a, 0x02, 0x18), fc.uint8Array({ maxLength: 30 }))
        .map(([tag, content]) => tlv(tag, content)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...known, "1.2.3"), value, (id, bytes) => {
        const { text } = describeExtension({ oid: id, critical: false, value: bytes });
        expect(text.join("")).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: 2000 },
    );
  });
});
