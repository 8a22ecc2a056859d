import { bytesFromHex, explicit, integer, oid as oidDer, printableString, sequence, setOf, tlv } from "../der";
import { basicConstraintsExtension, keyUsageExtension } from "../extension";
import { oid } from "../oid";
import { describeRule } from "./testing/rule-table";
import { issuingName, issuingParts, rootName, tbs } from "./testing/specimen";

const serial = (hex: string) => ({ tweak: { serial: tlv(0x02, bytesFromHex(hex)) } });
const signature = (hex: string) => ({ tweak: { signatureAlgorithm: bytesFromHex(hex) } });
const reencodedIssuer = sequence(
  setOf(sequence(oidDer(oid.organizationName), printableString("Example"))),
  setOf(sequence(oidDer(oid.commonName), printableString("Example Issuing"))),
);

describeRule("certificate-version", [
  ["version 1, by leaving it out", { tweak: { version: null } }, /has version 3; this one has 1/],
  ["version 2", { tweak: { version: explicit(0, integer(1)) } }, /this one has 2/],
  ["version 4", { tweak: { version: explicit(0, integer(3)) } }, /this one has 4/],
  ["a version that is none", { tweak: { version: explicit(0, integer(70_000)) } }, /none that exists/],
]);

describeRule(
  "serial-positive",
  [
    ["negative", serial("ff".repeat(16)), /negative/],
    ["zero", serial("00"), /zero/],
    ["a superfluous leading zero", serial(`0040${"11".repeat(15)}`), /superfluous leading zero/],
    ["no octets", serial(""), /empty/],
  ],
  [["first bit set behind the zero that DER needs", serial(`00${"ff".repeat(16)}`)]],
);

describeRule(
  "serial-length",
  [
    ["21 octets", serial("40".repeat(21)), /has 21 octets; 20 are the most/],
    ["20 and the sign octet", serial(`00${"ff".repeat(20)}`), /has 21 octets/],
  ],
  [["20 octets", serial("40".repeat(20))]],
);

describeRule(
  "serial-entropy",
  [
    ["one", serial("01"), /has 1 octets: too few/],
    ["seven octets", serial("40".repeat(7)), /has 7 octets/],
  ],
  [["eight octets", serial("40".repeat(8))]],
);

describeRule("signature-algorithm-fits-issuer", [
  ["SHA-384 for a P-256 key", signature("300a06082a8648ce3d040303"), /ECDSA P-256\) signs with ECDSA with SHA-256/],
  ["RSA for an ECDSA key", signature("300d06092a864886f70d01010b0500"), /names another algorithm/],
  ["Ed25519 for an ECDSA key", signature("300506032b6570"), /names another algorithm/],
  ["something unreadable", signature("30020500"), /names another algorithm/],
  [
    "an issuer whose key is none of ours",
    { under: { issuer: { tbsDer: tbs(issuingParts, { spki: bytesFromHex("300a300506032b656e030100") }) } } },
    /of a kind that we do not sign with/,
  ],
]);

describeRule(
  "signature-algorithm-parameters",
  [
    ["RSA without NULL", signature("300b06092a864886f70d01010b"), /has NULL as its parameters/],
    ["RSA with something else", signature("300e06092a864886f70d01010b02012a"), /has NULL as its parameters/],
    ["ECDSA with NULL", signature("300c06082a8648ce3d0403020500"), /has no parameters/],
    ["Ed25519 with NULL", signature("300706032b65700500"), /has no parameters/],
    ["no algorithm in it", signature("3000"), /cannot be read/],
  ],
  [
    ["RSA with NULL", signature("300d06092a864886f70d01010b0500")],
    ["Ed25519 without", signature("300506032b6570")],
  ],
);

describeRule("signature-algorithm-weak", [
  ["MD5", signature("300d06092a864886f70d0101040500"), /MD5, which can be forged/],
  ["SHA-1 with RSA", signature("300d06092a864886f70d0101050500"), /SHA-1, which can be forged/],
  ["SHA-1 with ECDSA", signature("300906072a8648ce3d0401"), /SHA-1, which can be forged/],
  ["MD2", signature("300d06092a864886f70d0101020500"), /MD2/],
]);

describeRule("issuer-bytes", [
  ["another authority’s name", { tweak: { issuer: rootName } }, /not, byte for byte, the subject of the authority/],
  ["the same text in another string type", { tweak: { issuer: reencodedIssuer } }, /not, byte for byte/],
  [
    "a root that names another",
    { in: "root", tweak: { issuer: issuingName } },
    /A root’s issuer must be its own subject/,
  ],
]);

describeRule("issuer-not-empty", [["no name", { tweak: { issuer: sequence() } }, /The issuer has no name/]]);

describeRule(
  "subject-of-authority",
  [
    [
      "an issuing authority without a name",
      { in: "issuing", tweak: { subject: sequence() } },
      /cannot be named as an issuer/,
    ],
    ["a root without a name", { in: "root", tweak: { subject: sequence(), issuer: sequence() } }, /cannot be named/],
  ],
  [["a leaf without a subject", { tweak: { subject: sequence() } }]],
);

describeRule(
  "subject-not-issuer",
  [
    [
      "an authority named like its issuer",
      { in: "issuing", tweak: { subject: rootName } },
      /take the certificate for a self-signed one/,
    ],
    ["a leaf named like its issuer", { tweak: { subject: issuingName } }, /self-signed/],
  ],
  [["a root", { in: "root" }]],
);

describeRule("issuer-may-sign", [
  [
    "an issuer that is no authority",
    {
      under: {
        issuer: {
          tbsDer: tbs(issuingParts, {
            extensions: { [oid.basicConstraints]: basicConstraintsExtension({ isCa: false, pathLength: null }) },
          }),
        },
      },
    },
    /does not say that it is an authority/,
  ],
  [
    "an issuer without basicConstraints",
    { under: { issuer: { tbsDer: tbs(issuingParts, { extensions: { [oid.basicConstraints]: null } }) } } },
    /does not say that it is an authority/,
  ],
  [
    "an issuer without keyCertSign",
    {
      under: {
        issuer: { tbsDer: tbs(issuingParts, { extensions: { [oid.keyUsage]: keyUsageExtension(["cRLSign"]) } }) },
      },
    },
    /may not sign certificates/,
  ],
]);

describeRule("unique-identifier", [
  [
    "of the subject",
    { tweak: { uniqueIdentifiers: [bytesFromHex("82020001")] } },
    /conforming authorities do not write/,
  ],
  [
    "of the issuer",
    { tweak: { uniqueIdentifiers: [bytesFromHex("81020001")] } },
    /conforming authorities do not write/,
  ],
]);
