/** Path, basic constraints, key usage and key identifiers: what makes an authority one, and a leaf none. */
import { boolean, bytesFromHex, integer, octetString, sequence, tlv } from "../der";
import {
  authorityKeyIdentifierExtension,
  basicConstraintsExtension,
  extendedKeyUsageExtension,
  keyUsageExtension,
  subjectKeyIdentifierExtension,
} from "../extension";
import { oid } from "../oid";
import { describeRule } from "./testing/rule-table";
import { issuingParts, newSpki, raw, root, rootParts, type Tweak, tbs } from "./testing/specimen";

const without = (dotted: string): Tweak => ({ extensions: { [dotted]: null } });
const constraints = (isCa: boolean, pathLength: number | null): Tweak => ({
  extensions: { [oid.basicConstraints]: basicConstraintsExtension({ isCa, pathLength }) },
});
const usages = (...names: Parameters<typeof keyUsageExtension>[0]): Tweak => ({
  extensions: { [oid.keyUsage]: keyUsageExtension(names) },
});
const otherKey = newSpki();

describeRule(
  "authority-key-identifier-present",
  [
    ["absent in a leaf", { tweak: without(oid.authorityKeyIdentifier) }, /does not say which key of its issuer/],
    ["absent in an authority", { in: "issuing", tweak: without(oid.authorityKeyIdentifier) }, /does not say which key/],
    [
      "without a keyIdentifier",
      { tweak: { extensions: raw(oid.authorityKeyIdentifier, false, sequence()) } },
      /no keyIdentifier/,
    ],
  ],
  [["absent in a root", { in: "root" }]],
);

describeRule(
  "authority-key-identifier-matches",
  [
    [
      "of another key",
      { tweak: { extensions: { [oid.authorityKeyIdentifier]: authorityKeyIdentifierExtension(new Uint8Array(20)) } } },
      /is not the subjectKeyIdentifier of the issuer/,
    ],
    [
      "a root that names another key than its own",
      {
        in: "root",
        tweak: { extensions: { [oid.authorityKeyIdentifier]: authorityKeyIdentifierExtension(new Uint8Array(20)) } },
      },
      /is not the subjectKeyIdentifier/,
    ],
    [
      "an issuer without subjectKeyIdentifier",
      { under: { issuer: { tbsDer: tbs(issuingParts, without(oid.subjectKeyIdentifier)) } } },
      /the issuer has no subjectKeyIdentifier/,
    ],
  ],
  [["an issuing authority", { in: "issuing" }]],
);

describeRule("subject-key-identifier-authority", [
  ["a root without", { in: "root", tweak: without(oid.subjectKeyIdentifier) }, /has no subjectKeyIdentifier/],
  [
    "an issuing authority without",
    { in: "issuing", tweak: without(oid.subjectKeyIdentifier) },
    /has no subjectKeyIdentifier/,
  ],
]);

describeRule("subject-key-identifier-leaf", [
  ["a leaf without", { tweak: without(oid.subjectKeyIdentifier) }, /has no subjectKeyIdentifier/],
]);

describeRule(
  "subject-key-identifier-length",
  [
    [
      "empty",
      { tweak: { extensions: raw(oid.subjectKeyIdentifier, false, octetString(new Uint8Array())) } },
      /has 0 octets/,
    ],
    [
      "64 octets",
      { tweak: { extensions: raw(oid.subjectKeyIdentifier, false, octetString(new Uint8Array(64))) } },
      /has 64 octets/,
    ],
  ],
  [["32 octets", { tweak: { extensions: raw(oid.subjectKeyIdentifier, false, octetString(new Uint8Array(32))) } }]],
);

describeRule("basic-constraints-authority", [
  ["absent in a root", { in: "root", tweak: without(oid.basicConstraints) }, /must say so in basicConstraints/],
  ["cA false in an issuing authority", { in: "issuing", tweak: constraints(false, null) }, /must say so/],
  ["unreadable", { in: "issuing", tweak: { extensions: raw(oid.basicConstraints, true, integer(1)) } }, /must say so/],
]);

describeRule(
  "basic-constraints-critical",
  [
    [
      "not critical in an issuing authority",
      { in: "issuing", tweak: { extensions: raw(oid.basicConstraints, false, sequence(boolean(true))) } },
      /must be critical/,
    ],
    [
      "not critical in a root",
      { in: "root", tweak: { extensions: raw(oid.basicConstraints, false, sequence(boolean(true))) } },
      /must be critical/,
    ],
  ],
  [["not critical in a leaf", { tweak: { extensions: raw(oid.basicConstraints, false, sequence()) } }]],
);

describeRule(
  "basic-constraints-leaf",
  [["cA in a leaf", { tweak: constraints(true, null) }, /whoever has its key could issue certificates/]],
  [["no basicConstraints in a leaf", { tweak: without(oid.basicConstraints) }]],
);

describeRule(
  "path-length-only-in-authority",
  [
    [
      "in a leaf",
      { tweak: { extensions: raw(oid.basicConstraints, true, sequence(integer(0))) } },
      /no meaning in a certificate that is no authority/,
    ],
    [
      "without keyCertSign",
      { in: "issuing", tweak: { extensions: { [oid.keyUsage]: keyUsageExtension(["cRLSign"]) } } },
      /no meaning without keyCertSign/,
    ],
    [
      "negative",
      {
        in: "issuing",
        tweak: { extensions: raw(oid.basicConstraints, true, sequence(boolean(true), tlv(0x02, Uint8Array.of(0xff)))) },
      },
      /negative/,
    ],
  ],
  [["in an authority", { in: "issuing", tweak: constraints(true, 3) }]],
);

const limitedRoot = { tbsDer: tbs(rootParts, constraints(true, 1)) };
const exhaustedRoot = { tbsDer: tbs(rootParts, constraints(true, 0)) };

describeRule(
  "path-length-exhausted",
  [
    [
      "below a root with path length 0",
      { in: "issuing", under: { issuer: exhaustedRoot } },
      /allows no authority below it/,
    ],
    [
      "two below a root with path length 1",
      { in: "issuing", under: { ancestors: [limitedRoot] } },
      /an authority higher up/,
    ],
  ],
  [
    ["one below a root with path length 1", { in: "issuing", under: { issuer: limitedRoot } }],
    ["two below a root without a limit", { in: "issuing", under: { ancestors: [root] } }],
  ],
);

describeRule(
  "path-length-not-shorter",
  [
    [
      "no limit below a limit",
      { in: "issuing", tweak: constraints(true, null), under: { issuer: limitedRoot } },
      /allows 1 more level below it; the new authority claims no limit/,
    ],
    ["the same limit", { in: "issuing", tweak: constraints(true, 1), under: { issuer: limitedRoot } }, /claims 1/],
  ],
  [["a shorter one", { in: "issuing", tweak: constraints(true, 0), under: { issuer: limitedRoot } }]],
);

describeRule("key-usage-present", [
  ["absent in a leaf", { tweak: without(oid.keyUsage) }, /does not say what its key may be used for/],
  ["absent in a root", { in: "root", tweak: without(oid.keyUsage) }, /does not say/],
  ["no bit set", { tweak: { extensions: raw(oid.keyUsage, true, bytesFromHex("030100")) } }, /allows nothing at all/],
]);

describeRule("key-usage-critical", [
  [
    "not critical",
    { tweak: { extensions: raw(oid.keyUsage, false, bytesFromHex("03020780")) } },
    /a client may overlook it/,
  ],
]);

describeRule("key-usage-authority", [
  ["without keyCertSign", { in: "issuing", tweak: usages("cRLSign") }, /keyCertSign/],
  ["without cRLSign", { in: "root", tweak: usages("keyCertSign") }, /cRLSign/],
]);

describeRule("key-usage-leaf", [
  ["keyCertSign", { tweak: usages("digitalSignature", "keyCertSign") }, /Only authorities may sign certificates/],
  ["cRLSign", { tweak: usages("digitalSignature", "cRLSign") }, /Only authorities may sign CRLs/],
]);

describeRule("extended-key-usage-authority", [
  [
    "in an issuing authority",
    {
      in: "issuing",
      tweak: { extensions: { [oid.extendedKeyUsage]: extendedKeyUsageExtension([oid.serverAuth], false) } },
    },
    /Some clients refuse/,
  ],
  [
    "in a root",
    {
      in: "root",
      tweak: { extensions: { [oid.extendedKeyUsage]: extendedKeyUsageExtension([oid.clientAuth], false) } },
    },
    /Some clients refuse/,
  ],
]);

describeRule(
  "key-of-issuer",
  [
    ["a leaf with its issuer’s key", { tweak: { spki: issuingParts.spki } }, /the key of the authority itself/],
    ["a leaf with the root’s key", { tweak: { spki: rootParts.spki } }, /the key of the authority itself/],
    [
      "an authority with its root’s key",
      { in: "issuing", tweak: { spki: rootParts.spki } },
      /the key of the authority itself/,
    ],
  ],
  [
    [
      "a key of its own",
      {
        tweak: { spki: otherKey, extensions: { [oid.subjectKeyIdentifier]: subjectKeyIdentifierExtension(otherKey) } },
      },
    ],
  ],
);
