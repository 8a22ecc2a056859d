/** The attributes of the subject: string types, lengths, and what people paste into them. */
import { ia5String, oid as oidDer, printableString, sequence, setOf, tag, tlv, utf8String } from "../der";
import { oid } from "../oid";
import { type Case, describeRule } from "./testing/rule-table";

/** A subject of these attributes, encoded without any check. */
function subject(...attributes: (readonly [type: string, value: Uint8Array])[]): Case {
  const rdns = attributes.map(([type, value]) => setOf(sequence(oidDer(type), value)));
  return { in: "issuing", tweak: { subject: sequence(...rdns) } };
}
const commonName = (text: string) => subject([oid.commonName, utf8String(text)]);

describeRule(
  "subject-string-types",
  [
    ["a country in UTF8String", subject([oid.countryName, utf8String("DE")]), /The country must be a PrintableString/],
    [
      "a serial number in UTF8String",
      subject([oid.serialNumber, utf8String("1")]),
      /The serial number must be a PrintableString/,
    ],
    [
      "a common name in BMPString",
      subject([oid.commonName, tlv(tag.bmpString, Uint8Array.of(0, 65))]),
      /must be a UTF8String or a PrintableString/,
    ],
    [
      "a common name in TeletexString",
      subject([oid.commonName, tlv(tag.teletexString, Uint8Array.of(65))]),
      /must be a UTF8String/,
    ],
    [
      "an organization in IA5String",
      subject([oid.organizationName, ia5String("A")]),
      /The organization must be a UTF8String/,
    ],
    ["an e-mail address in UTF8String", subject([oid.emailAddress, utf8String("a@b.c")]), /must be a IA5String/],
    [
      "broken UTF-8",
      subject([oid.commonName, tlv(tag.utf8String, Uint8Array.of(0xff))]),
      /not valid in its own string type/,
    ],
    ["an at sign in PrintableString", subject([oid.commonName, printableString("a@b")]), /cannot hold/],
    [
      "eight bits in PrintableString",
      subject([oid.commonName, tlv(tag.printableString, Uint8Array.of(0xe4))]),
      /not valid in its own/,
    ],
  ],
  [
    ["PrintableString where it fits", subject([oid.commonName, printableString("Example CA")])],
    ["UTF-8", commonName("Müller 证书")],
  ],
);

describeRule(
  "subject-country",
  [
    ["three letters", subject([oid.countryName, printableString("DEU")]), /“DEU” is not a code/],
    ["small letters", subject([oid.countryName, printableString("de")]), /two capital letters/],
    ["a name", subject([oid.countryName, printableString("Germany")]), /two capital letters/],
  ],
  [["a code", subject([oid.countryName, printableString("DE")], [oid.commonName, utf8String("x")])]],
);

describeRule(
  "subject-length",
  [
    [
      "a common name of 65 characters",
      commonName("a".repeat(65)),
      /The common name has 65 characters; 64 are the most/,
    ],
    ["an organization of 65", subject([oid.organizationName, utf8String("a".repeat(65))]), /organization has 65/],
    ["a locality of 129", subject([oid.localityName, utf8String("a".repeat(129))]), /locality has 129 characters; 128/],
  ],
  [
    ["64 characters outside ASCII", commonName("ä".repeat(64))],
    ["64 characters outside the basic plane", commonName("🔐".repeat(64))],
  ],
);

describeRule("subject-empty-value", [
  ["an empty common name", commonName(""), /The common name is there but says nothing/],
  ["spaces only", subject([oid.organizationName, utf8String("   ")]), /The organization is there but says nothing/],
]);

describeRule("subject-control-characters", [
  ["NUL", commonName("bank.example\0.evil.example"), /cannot be seen/],
  ["a new line", commonName("a\nb"), /cannot be seen/],
  ["right-to-left override", commonName("a\u202Eb"), /reorder/],
  ["a zero-width space", commonName("a\u200Bb"), /cannot be seen/],
]);

describeRule("subject-white-space", [
  ["at the start", commonName(" a"), /spaces at its ends/],
  ["at the end", commonName("a "), /spaces at its ends/],
  ["two in a row", commonName("a  b"), /several in a row/],
]);

describeRule("subject-email-address", [
  [
    "an e-mail address",
    subject([oid.commonName, utf8String("A")], [oid.emailAddress, ia5String("a@b.example")]),
    /old habit/,
  ],
]);

describeRule("common-name-single", [
  [
    "two common names",
    subject([oid.commonName, utf8String("A")], [oid.commonName, utf8String("B")]),
    /more than one common name/,
  ],
]);
