/** Extensions as such, and where revocation lists and issuers are found. */
import {
  boolean,
  explicit,
  implicit,
  implicitConstructed,
  nullValue,
  octetString,
  oid as oidDer,
  sequence,
} from "../der";
import {
  authorityInfoAccessExtension,
  crlDistributionPointsExtension,
  subjectKeyIdentifierExtension,
} from "../extension";
import { encodeGeneralName } from "../general-name";
import { oid } from "../oid";
import { describeRule } from "./testing/rule-table";
import { leafParts, raw, type Tweak } from "./testing/specimen";

const without = (dotted: string): Tweak => ({ extensions: { [dotted]: null } });
const points = (...urls: string[]): Tweak => ({
  extensions: { [oid.crlDistributionPoints]: crlDistributionPointsExtension(urls) },
});
const rawPoint = (...fields: Uint8Array[]): Tweak => ({
  extensions: raw(oid.crlDistributionPoints, false, sequence(sequence(...fields))),
});
const location = (value: string) =>
  implicitConstructed(0, implicitConstructed(0, encodeGeneralName({ type: "uri", value })));
const issuers = (...caIssuers: string[]): Tweak => ({
  extensions: { [oid.authorityInfoAccess]: authorityInfoAccessExtension({ caIssuers, ocsp: [] }) },
});
const keyIdentifier = subjectKeyIdentifierExtension(leafParts.spki).value;

describeRule("extension-duplicate", [
  [
    "two subjectKeyIdentifiers",
    { tweak: { extensions: { twice: sequence(oidDer(oid.subjectKeyIdentifier), octetString(keyIdentifier)) } } },
    /Subject key identifier is there twice/,
  ],
]);

describeRule("extension-criticality", [
  [
    "a critical authorityKeyIdentifier",
    { tweak: { extensions: raw(oid.authorityKeyIdentifier, true, sequence()) } },
    /Authority key identifier must not be critical/,
  ],
  [
    "a critical subjectKeyIdentifier",
    { tweak: { extensions: raw(oid.subjectKeyIdentifier, true, keyIdentifier) } },
    /Subject key identifier must not be critical/,
  ],
  [
    "critical distribution points",
    { tweak: { extensions: raw(oid.crlDistributionPoints, true, sequence()) } },
    /CRL distribution points must not be critical/,
  ],
  [
    "a critical authorityInfoAccess",
    { tweak: { extensions: raw(oid.authorityInfoAccess, true, sequence()) } },
    /Authority information access must not be critical/,
  ],
]);

describeRule(
  "extension-critical-unknown",
  [
    [
      "an extension of a company",
      { tweak: { extensions: raw("1.3.6.1.4.1.55555.1", true, nullValue()) } },
      /1\.3\.6\.1\.4\.1\.55555\.1 is unknown to clients/,
    ],
  ],
  [["the same, not critical", { tweak: { extensions: raw("1.3.6.1.4.1.55555.1", false, nullValue()) } }]],
);

describeRule("extension-default-encoded", [
  [
    "critical FALSE spelled out",
    {
      tweak: {
        extensions: {
          [oid.subjectKeyIdentifier]: sequence(
            oidDer(oid.subjectKeyIdentifier),
            boolean(false),
            octetString(keyIdentifier),
          ),
        },
      },
    },
    /spells out critical FALSE/,
  ],
]);

describeRule("extension-readable", [
  [
    "a subjectAltName that is no sequence",
    { tweak: { extensions: raw(oid.subjectAltName, false, nullValue()) } },
    /Subject alternative name cannot be read/,
  ],
  [
    "a keyUsage with trailing zero bits",
    { tweak: { extensions: raw(oid.keyUsage, true, Uint8Array.of(0x03, 0x02, 0x00, 0x80)) } },
    /Key usage cannot be read/,
  ],
  [
    "bytes behind the value",
    { tweak: { extensions: raw(oid.basicConstraints, true, Uint8Array.of(0x30, 0x00, 0x00)) } },
    /Basic constraints cannot be read/,
  ],
]);

const nothing = Object.fromEntries(Object.keys(leafParts.extensions).map((dotted) => [dotted, null]));
describeRule("extension-set-empty", [["none", { tweak: { extensions: nothing } }, /no extensions at all/]]);

describeRule(
  "crl-distribution-point-present",
  [
    ["absent in a leaf", { tweak: without(oid.crlDistributionPoints) }, /does not say where its CRL is/],
    [
      "absent in an issuing authority",
      { in: "issuing", tweak: without(oid.crlDistributionPoints) },
      /does not say where/,
    ],
  ],
  [["absent in a root", { in: "root" }]],
);

describeRule("crl-distribution-point-url", [
  ["https", { tweak: points("https://pki.example/1.crl") }, /“https:\/\/pki.example\/1.crl” is not a plain http URL/],
  ["LDAP", { tweak: points("ldap://pki.example/cn=a") }, /not a plain http URL/],
  ["no host", { tweak: points("http:///1.crl") }, /not a plain http URL/],
  ["credentials", { tweak: points("http://a:b@pki.example/1.crl") }, /not a plain http URL/],
  ["a fragment", { tweak: points("http://pki.example/1.crl#a") }, /not a plain http URL/],
  ["LDAP behind http", { tweak: points("http://pki.example/1.crl", "ldap://pki.example/cn=a") }, /“ldap:/],
  [
    "a directory name",
    { tweak: rawPoint(implicitConstructed(0, implicitConstructed(0, explicit(4, sequence())))) },
    /not a plain http URL/,
  ],
  [
    "a part of the reasons",
    { tweak: rawPoint(location("http://pki.example/1.crl"), implicit(1, Uint8Array.of(6, 0x40))) },
    /a part of the certificates only/,
  ],
  [
    "another signer",
    { tweak: rawPoint(location("http://pki.example/1.crl"), implicitConstructed(2, explicit(4, sequence()))) },
    /another signer/,
  ],
  ["no place in the point", { tweak: rawPoint() }, /has no URL/],
  ["no point", { tweak: { extensions: raw(oid.crlDistributionPoints, false, sequence()) } }, /names no place/],
]);

describeRule("crl-distribution-point-loopback", [
  ["127.0.0.1", { tweak: points("http://127.0.0.1:8080/1.crl") }, /no other machine can check/],
  ["localhost", { tweak: points("http://localhost/1.crl") }, /no other machine can check/],
  ["::1", { tweak: points("http://[::1]/1.crl") }, /no other machine can check/],
]);

describeRule("authority-info-access-url", [
  ["https", { tweak: issuers("https://pki.example/1.cer") }, /not a plain http URL/],
  ["LDAP", { tweak: issuers("ldap://pki.example/cn=a") }, /not a plain http URL/],
  ["no entry", { tweak: { extensions: raw(oid.authorityInfoAccess, false, sequence()) } }, /names no place/],
  [
    "a method nobody knows",
    {
      tweak: {
        extensions: raw(
          oid.authorityInfoAccess,
          false,
          sequence(sequence(oidDer("1.2.3"), encodeGeneralName({ type: "uri", value: "http://a.example/" }))),
        ),
      },
    },
    /a method that clients do not know \(1\.2\.3\)/,
  ],
]);

describeRule(
  "authority-info-access-present",
  [
    ["absent in a leaf", { tweak: without(oid.authorityInfoAccess) }, /does not say where its issuer’s certificate is/],
    [
      "OCSP only",
      {
        tweak: {
          extensions: {
            [oid.authorityInfoAccess]: authorityInfoAccessExtension({ caIssuers: [], ocsp: ["http://ocsp.example/"] }),
          },
        },
      },
      /does not say where/,
    ],
  ],
  [["absent in a root", { in: "root" }]],
);
