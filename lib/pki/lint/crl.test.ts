import {
  bytesFromHex,
  enumerated,
  generalizedTime,
  integer,
  nullValue,
  octetString,
  oid as oidDer,
  sequence,
  time,
  tlv,
} from "../der";
import { authorityKeyIdentifierExtension, encodeExtension, keyUsageExtension } from "../extension";
import { oid } from "../oid";
import { describeCrlRule, entry, soundSerial } from "./testing/crl-table";
import { day, issuingParts, raw, rootName, start, tbs } from "./testing/specimen";

const at = (days: number) => time(new Date(start + days * day));
const entryExtension = (dotted: string, value: Uint8Array, critical = false) =>
  sequence(encodeExtension({ oid: dotted, critical, value }));
const reason = (code: number) => ({ entries: [entry(soundSerial, entryExtension(oid.reasonCode, enumerated(code)))] });
const serial = (hex: string) => ({ entries: [entry(tlv(0x02, bytesFromHex(hex)))] });
const without = (dotted: string) => ({ extensions: { [dotted]: null } });

describeCrlRule("crl-version", [
  ["version 1, by leaving it out", { version: null }, /has version 2/],
  ["version 3", { version: integer(2) }, /has version 2/],
]);

describeCrlRule("crl-signature-algorithm", [
  [
    "SHA-384 for a P-256 key",
    { signatureAlgorithm: bytesFromHex("300a06082a8648ce3d040303") },
    /names another algorithm/,
  ],
  ["ECDSA with NULL", { signatureAlgorithm: bytesFromHex("300c06082a8648ce3d0403020500") }, /has no parameters/],
  ["RSA without NULL", { signatureAlgorithm: bytesFromHex("300b06092a864886f70d01010b") }, /has NULL/],
  ["unreadable", { signatureAlgorithm: sequence() }, /cannot be read/],
]);

describeCrlRule("crl-issuer-bytes", [["another name", { issuer: rootName }, /not, byte for byte/]]);

describeCrlRule("crl-issuer-may-sign", [
  [
    "an issuer without cRLSign",
    {
      under: {
        issuer: { tbsDer: tbs(issuingParts, { extensions: { [oid.keyUsage]: keyUsageExtension(["keyCertSign"]) } }) },
      },
    },
    /may not sign CRLs/,
  ],
]);

describeCrlRule("crl-authority-key-identifier", [
  ["absent", without(oid.authorityKeyIdentifier), /does not say which key signed it/],
  [
    "without keyIdentifier",
    { extensions: raw(oid.authorityKeyIdentifier, false, sequence()) },
    /does not say which key/,
  ],
  [
    "of another key",
    { extensions: { [oid.authorityKeyIdentifier]: authorityKeyIdentifierExtension(new Uint8Array(20)) } },
    /is not the subjectKeyIdentifier/,
  ],
  [
    "an issuer without one",
    { under: { issuer: { tbsDer: tbs(issuingParts, without(oid.subjectKeyIdentifier)) } } },
    /has no subjectKeyIdentifier/,
  ],
]);

describeCrlRule("crl-number-present", [
  ["absent", without(oid.crlNumber), /has no number/],
  ["unreadable", { extensions: raw(oid.crlNumber, false, nullValue()) }, /has no number/],
]);

describeCrlRule(
  "crl-number-length",
  [
    [
      "21 octets",
      { extensions: raw(oid.crlNumber, false, tlv(0x02, new Uint8Array(21).fill(0x40))) },
      /more than 20 octets/,
    ],
    [
      "20 octets and the sign",
      { extensions: raw(oid.crlNumber, false, integer(new Uint8Array(20).fill(0xff))) },
      /more than 20 octets/,
    ],
    ["negative", { extensions: raw(oid.crlNumber, false, tlv(0x02, Uint8Array.of(0xff))) }, /negative/],
  ],
  [["20 octets", { extensions: raw(oid.crlNumber, false, integer(new Uint8Array(20).fill(0x7f))) }]],
);

describeCrlRule(
  "crl-number-grows",
  [
    [
      "the number of the one before",
      { under: { previousNumber: 1_001n } },
      /greater than that of the one before \(1001\); it is 1001/,
    ],
    ["a smaller one", { under: { previousNumber: 2_000n } }, /greater than that of the one before/],
  ],
  [["the first", { under: { previousNumber: null } }]],
);

describeCrlRule("crl-next-update-present", [["absent", { nextUpdate: null }, /does not say when the next one comes/]]);

describeCrlRule("crl-update-order", [
  ["nextUpdate before thisUpdate", { nextUpdate: at(-1) }, /expire before it begins/],
  ["the same moment", { nextUpdate: at(0) }, /expire before it begins/],
]);

describeCrlRule(
  "crl-next-update-not-back",
  [
    [
      "earlier than before",
      { under: { previousNextUpdate: new Date(start + 8 * day) } },
      /would move back from 2026-12-02/,
    ],
  ],
  [
    ["the same", { under: { previousNextUpdate: new Date(start + 7 * day) } }],
    ["the first", { under: { previousNextUpdate: null } }],
    [
      "a clock an administrator confirmed",
      { under: { previousNextUpdate: new Date(start + 8 * day), isClockConfirmed: true } },
    ],
  ],
);

describeCrlRule(
  "crl-next-update-far",
  [["two years", { nextUpdate: at(730) }, /more than a year/]],
  [["180 days", { nextUpdate: at(180) }]],
);

describeCrlRule("crl-time-encoding", [
  ["GeneralizedTime before 2050", { thisUpdate: generalizedTime(new Date(start)) }, /is before 2050/],
  ["nextUpdate in GeneralizedTime", { nextUpdate: generalizedTime(new Date(start + day)) }, /is before 2050/],
  [
    "a time that does not exist",
    { nextUpdate: tlv(0x17, new TextEncoder().encode("261399000000Z")) },
    /not in the form/,
  ],
  [
    "a revocation date in GeneralizedTime",
    { entries: [sequence(soundSerial, generalizedTime(new Date(start)))] },
    /A revocation date/,
  ],
  [
    "a revocation date without seconds",
    { entries: [sequence(soundSerial, tlv(0x17, new TextEncoder().encode("2611240000Z")))] },
    /A revocation date/,
  ],
  ["a revocation date that is no time", { entries: [sequence(soundSerial, nullValue())] }, /A revocation date/],
]);

describeCrlRule(
  "crl-revoked-not-empty",
  [["empty", { entries: [] }, /must be left out/]],
  [["absent", { entries: null }]],
);

describeCrlRule("crl-serial-duplicate", [
  [
    "twice",
    { entries: [entry(soundSerial), entry(integer(5)), entry(soundSerial)] },
    /Serial 5051525354.* is in the CRL twice/,
  ],
]);

describeCrlRule(
  "crl-serial-possible",
  [
    ["zero", serial("00"), /\(00\)/],
    ["negative", serial("ff"), /\(ff\)/],
    ["21 octets", serial("40".repeat(21)), /no certificate can have/],
    ["a superfluous zero", serial("0040"), /no certificate can have/],
    ["no octets", serial(""), /\(empty\)/],
  ],
  [["the first bit set behind a zero", serial("00ff")]],
);

describeCrlRule(
  "crl-reason-unspecified",
  [["spelled out", reason(0), /leaving the reason out/]],
  [["keyCompromise", reason(1)]],
);

describeCrlRule(
  "crl-reason-known",
  [
    ["7", reason(7), /does not exist \(7\)/],
    ["11", reason(11), /does not exist \(11\)/],
    ["no ENUMERATED", { entries: [entry(soundSerial, entryExtension(oid.reasonCode, integer(1)))] }, /does not exist/],
  ],
  [["aACompromise", reason(10)]],
);

describeCrlRule("crl-remove-from-crl", [["removeFromCRL", reason(8), /belongs into delta CRLs/]]);

describeCrlRule("crl-revocation-in-future", [
  ["after thisUpdate", { entries: [sequence(soundSerial, at(1))] }, /revoked later than the CRL itself/],
]);

describeCrlRule(
  "crl-entry-extensions",
  [
    [
      "a critical reason",
      { entries: [entry(soundSerial, entryExtension(oid.reasonCode, enumerated(1), true))] },
      /critical extension Reason code/,
    ],
    [
      "another issuer",
      { entries: [entry(soundSerial, entryExtension(oid.certificateIssuer, sequence()))] },
      /Certificate issuer, which full CRLs/,
    ],
  ],
  [
    [
      "an invalidity date",
      { entries: [entry(soundSerial, entryExtension(oid.invalidityDate, generalizedTime(new Date(start))))] },
    ],
  ],
);

describeCrlRule("crl-extensions", [
  ["a critical number", { extensions: raw(oid.crlNumber, true, integer(1_001)) }, /CRL number must not be critical/],
  [
    "a critical authorityKeyIdentifier",
    { extensions: raw(oid.authorityKeyIdentifier, true, sequence()) },
    /Authority key identifier must not be critical/,
  ],
  [
    "the number twice",
    { extensions: { twice: sequence(oidDer(oid.crlNumber), octetString(integer(1_001))) } },
    /CRL number is there twice/,
  ],
  [
    "an extension of somebody else",
    { extensions: raw(oid.freshestCrl, false, sequence()) },
    /has no extension Freshest CRL/,
  ],
  [
    "critical FALSE spelled out",
    { extensions: { [oid.crlNumber]: bytesFromHex("300d0603551d1401010004030201ff") } },
    /spells out critical FALSE/,
  ],
]);

describeCrlRule("crl-full", [
  [
    "an issuingDistributionPoint",
    { extensions: raw(oid.issuingDistributionPoint, true, sequence()) },
    /carries no issuingDistributionPoint/,
  ],
  ["a deltaCRLIndicator", { extensions: raw(oid.deltaCrlIndicator, true, integer(1)) }, /is no delta CRL/],
]);
