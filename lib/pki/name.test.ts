import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCaError } from "../errors";
import { bytesFromHex, type Der, hexFromBytes, oid as oidDer, sequence, setOf, tag, tlv, utf8String } from "./der";
import { commonNameOf, encodeName, formatName, parseName, type Subject, subjectFields, subjectOf } from "./name";
import { oid } from "./oid";

const attribute = (type: string, value: Der): Der => setOf(sequence(oidDer(type), value));
const utf8 = new TextEncoder();

describe("a subject is encoded in one way", () => {
  it("with the fields in a fixed order, UTF8String but for country and serial number", () => {
    const der = encodeName({ serialNumber: "42", commonName: "a", country: "de", organization: "b" });
    expect(hexFromBytes(der)).toBe(
      "3032" +
        "310b300906035504061302" +
        "4445" +
        "310a3008060355040a0c01" +
        "62" +
        "310a300806035504030c01" +
        "61" +
        "310b300906035504051302" +
        "3432",
    );
  });
  it("and an empty one is an empty SEQUENCE", () => {
    expect(hexFromBytes(encodeName({}))).toBe("3000");
    expect(parseName(encodeName({}))).toEqual([]);
    expect(formatName([])).toBe("");
  });
  it("trims, composes Unicode and writes countries in capitals", () => {
    expect(encodeName({ organization: " Mu\u0308ller ", country: "de" })).toEqual(
      encodeName({ organization: "Müller", country: "DE" }),
    );
  });
  it("counts characters, not octets", () => {
    expect(formatName(parseName(encodeName({ commonName: "😀".repeat(64) })))).toBe(`CN=${"😀".repeat(64)}`);
  });
});

describe("a subject field that breaks a rule is refused, beside its field", () => {
  const refusal = (subject: Subject) => {
    try {
      encodeName(subject);
    } catch (error) {
      if (isCaError(error) && error.code === "invalid") return `${error.field}: ${error.detail}`;
      throw error;
    }
    return "accepted";
  };
  it.each<[Subject, RegExp]>([
    [{ commonName: "" }, /^subject\.commonName: .*empty/],
    [{ commonName: "  " }, /empty/],
    [{ commonName: "a".repeat(65) }, /^subject\.commonName: .*64 characters/],
    [{ organization: "a".repeat(65) }, /^subject\.organization: .*64 characters/],
    [{ organizationalUnit: "a".repeat(65) }, /64 characters/],
    [{ locality: "a".repeat(129) }, /128 characters/],
    [{ stateOrProvince: "a".repeat(129) }, /128 characters/],
    [{ serialNumber: "a".repeat(65) }, /64 characters/],
    [{ serialNumber: "a_b" }, /PrintableString/],
    [{ serialNumber: "ü" }, /PrintableString/],
    [{ country: "DEU" }, /two-letter/],
    [{ country: "D1" }, /two-letter/],
    [{ country: "ß" }, /two-letter/],
    [{ commonName: "a\u0000b" }, /control/],
    [{ commonName: "a\nb" }, /control/],
    [{ commonName: "a\u009fb" }, /control/],
    [{ commonName: "\u202egro.live" }, /control, direction/],
    [{ organization: "\u2066x" }, /direction/],
    [{ organization: "x\u200e" }, /direction/],
    [{ organization: "\ud800" }, /control/],
    [{ organization: "\ufeffx" }, /invisible/],
  ])("%j", (subject, rule) => {
    const text = refusal(subject);
    expect(text).toMatch(rule);
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  });
  it("except for joiners, which Persian and Indic scripts need", () => {
    expect(refusal({ organization: "می‌خواهم" })).toBe("accepted");
  });
});

describe("names of foreign certificates are read whatever string type they use", () => {
  it.each([
    ["UTF8String", tag.utf8String, "c3bc", "ü"],
    ["PrintableString", tag.printableString, "4142", "AB"],
    ["TeletexString", tag.teletexString, "fc", "ü"],
    ["IA5String", tag.ia5String, "4140", "A@"],
    ["NumericString", tag.numericString, "3132", "12"],
    ["BMPString", tag.bmpString, "00fc4e2d", "ü中"],
    ["BMPString with a surrogate pair", tag.bmpString, "d83dde00", "😀"],
    ["UniversalString", tag.universalString, "000000fc0001f600", "ü😀"],
    ["OCTET STRING, which is none", tag.octetString, "4142", "#04024142"],
  ])("%s", (_, identifier, hex, value) => {
    const der = sequence(attribute(oid.commonName, tlv(identifier, bytesFromHex(hex))));
    expect(parseName(der)).toEqual([[{ type: oid.commonName, label: "CN", value, tag: identifier }]]);
  });
  it.each([
    ["UTF-8 that is none", tlv(tag.utf8String, bytesFromHex("ff"))],
    ["overlong UTF-8", tlv(tag.utf8String, bytesFromHex("c0af"))],
    ["a BMPString of odd length", tlv(tag.bmpString, bytesFromHex("00"))],
    ["a UniversalString beyond Unicode", tlv(tag.universalString, bytesFromHex("00110000"))],
    ["an IA5String with the eighth bit", tlv(tag.ia5String, bytesFromHex("fc"))],
  ])("%s is refused", (_, value) => {
    expect(() => parseName(sequence(attribute(oid.commonName, value)))).toThrow();
  });
  it.each([
    ["an empty part", "30023100"],
    ["a part that is a SEQUENCE", "30023000"],
    ["an attribute without a value", `3009${"3107300506035504"}03`],
    ["an attribute with two values", "300d310b3009" + "0603550403" + "0500" + "0500"],
    ["a SET", "3100"],
    ["bytes after the end", "300000"],
  ])("%s is refused", (_, hex) => {
    expect(() => parseName(bytesFromHex(hex))).toThrow();
  });
});

describe("a name as text", () => {
  const text = (value: string) => formatName(parseName(sequence(attribute(oid.commonName, utf8String(value)))));
  it("has the most specific part first", () => {
    const der = encodeName({ country: "DE", organization: "Example, Inc.", commonName: "web" });
    expect(formatName(parseName(der))).toBe("CN=web, O=Example\\, Inc., C=DE");
  });
  it("joins the attributes of one part", () => {
    const part = setOf(sequence(oidDer(oid.commonName), utf8String("a")), sequence(oidDer("1.2.3.4"), utf8String("b")));
    expect(formatName(parseName(sequence(part)))).toBe("1.2.3.4=b + CN=a");
  });
  it.each([
    ['a"b', 'CN=a\\"b'],
    ["a+b;c<d>e\\f", "CN=a\\+b\\;c\\<d\\>e\\\\f"],
    ["#a", "CN=\\#a"],
    [" a ", "CN=\\ a\\ "],
    [" ", "CN=\\ "],
    ["a\u0000b", "CN=a\\00b"],
    ["a\u202eb", "CN=a\\E2\\80\\AEb"],
    ["a\nb", "CN=a\\0Ab"],
    ["a, O=Evil", "CN=a\\, O=Evil"],
  ])("escapes %j", (value, expected) => {
    expect(text(value)).toBe(expected);
  });
  it("shows no hidden character whatever the name holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        expect(text(value)).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u);
      }),
    );
  });
});

describe("what a subject asks for", () => {
  it("comes back from its encoding, for any text that is accepted", () => {
    const field = fc.constantFrom(...subjectFields);
    fc.assert(
      fc.property(
        field,
        fc.oneof(fc.string({ maxLength: 70 }), fc.string({ unit: "grapheme", maxLength: 70 })),
        (key, value) => {
          let der: Der;
          try {
            der = encodeName({ [key]: value });
          } catch (error) {
            if (isCaError(error) && error.field === `subject.${key}`) return;
            throw error;
          }
          const { subject, notUnderstood } = subjectOf(parseName(der));
          expect(notUnderstood).toEqual([]);
          expect(encodeName(subject)).toEqual(der);
        },
      ),
    );
  });
  it("names what is not a field of ours, and what comes twice", () => {
    const der = sequence(
      attribute(oid.domainComponent, tlv(tag.ia5String, utf8.encode("corp"))),
      attribute(oid.organizationalUnitName, utf8String("a")),
      attribute(oid.organizationalUnitName, utf8String("b\u202e")),
      attribute(oid.emailAddress, tlv(tag.ia5String, utf8.encode("a@b.c"))),
    );
    expect(subjectOf(parseName(der))).toEqual({
      subject: { organizationalUnit: "a" },
      notUnderstood: [
        "DC “corp” in the subject is not a field this authority certifies.",
        "The subject has a second organizational unit, “b\\u{202e}”.",
        "emailAddress “a@b.c” in the subject is not a field this authority certifies.",
      ],
    });
  });
  it("has the most specific common name", () => {
    const der = sequence(
      attribute(oid.commonName, utf8String("outer")),
      attribute(oid.commonName, utf8String("inner")),
    );
    expect(commonNameOf(parseName(der))).toBe("inner");
    expect(commonNameOf([])).toBeNull();
  });
});
