/** Name constraints: those of the certificate itself and those it must keep. */
import { implicitConstructed, sequence } from "../der";
import { nameConstraintsExtension } from "../extension";
import { encodeName } from "../name";
import type { NameConstraints } from "../name-constraints";
import { oid } from "../oid";
import { describeRule } from "./testing/rule-table";
import { issuing, issuingParts, raw, rootParts, tbs } from "./testing/specimen";

const constrained = (constraints: NameConstraints) => ({
  [oid.nameConstraints]: nameConstraintsExtension(constraints),
});
const issuer = (constraints: NameConstraints) => ({
  issuer: { tbsDer: tbs(issuingParts, { extensions: constrained(constraints) }) },
});
const root = (constraints: NameConstraints) => ({ tbsDer: tbs(rootParts, { extensions: constrained(constraints) }) });
const corp = { type: "dns", value: "corp.example" } as const;
const other = { type: "dns", value: "other.example" } as const;

describeRule(
  "name-constraints-hold",
  [
    [
      "a DNS name that is not permitted",
      { under: issuer({ permitted: [other], excluded: [] }) },
      /may certify only dns:other.example; “dns:web.corp.example”/,
    ],
    [
      "a DNS name that is excluded",
      { under: issuer({ permitted: [], excluded: [corp] }) },
      /must not certify “dns:web.corp.example”: it excludes dns:corp.example/,
    ],
    [
      "an address outside the range",
      { under: issuer({ permitted: [{ type: "ip", value: "192.168.0.0/16" }], excluded: [] }) },
      /“ip:10.0.0.7” is not among them/,
    ],
    [
      "an e-mail address of another host",
      { under: issuer({ permitted: [{ type: "email", value: "other.example" }], excluded: [] }) },
      /“email:ops@corp.example”/,
    ],
    [
      "a URI of another host",
      { under: issuer({ permitted: [{ type: "uri", value: "other.example" }], excluded: [] }) },
      /“uri:spiffe:\/\/corp.example\/web”/,
    ],
    [
      "a constraint of the root, two levels up",
      { under: { issuer: issuing, ancestors: [root({ permitted: [other], excluded: [] })] } },
      /may certify only dns:other.example/,
    ],
    [
      "an unreadable constraint above",
      {
        under: {
          issuer: { tbsDer: tbs(issuingParts, { extensions: raw(oid.nameConstraints, true, sequence(sequence())) }) },
        },
      },
      /cannot be read/,
    ],
    [
      "names that cannot be read",
      {
        tweak: { extensions: raw(oid.subjectAltName, false, encodeName({})) },
        under: issuer({ permitted: [other], excluded: [] }),
      },
      /cannot be checked/,
    ],
  ],
  [
    [
      "everything permitted",
      {
        under: issuer({
          permitted: [corp, { type: "ip", value: "10.0.0.0/8" }, { type: "ip", value: "2001:db8::/32" }],
          excluded: [other],
        }),
      },
    ],
    [
      "no constraint of this type",
      { under: issuer({ permitted: [], excluded: [{ type: "ip", value: "192.168.0.0/16" }] }) },
    ],
  ],
);

const v4 = { type: "ip", value: "10.0.0.0/8" } as const;
const v6 = { type: "ip", value: "2001:db8::/32" } as const;
const inIssuing = (constraints: NameConstraints) =>
  ({ in: "issuing", tweak: { extensions: constrained(constraints) } }) as const;

describeRule(
  "name-constraints-address-family",
  [
    ["only IPv4 permitted", inIssuing({ permitted: [corp, v4], excluded: [] }), /every IPv6 address/],
    ["only IPv6 permitted", inIssuing({ permitted: [v6], excluded: [] }), /every IPv4 address/],
    [
      "the other family excluded in part",
      inIssuing({ permitted: [v4], excluded: [{ type: "ip", value: "2000::/3" }] }),
      /every IPv6 address/,
    ],
    ["in a root", { ...inIssuing({ permitted: [v4], excluded: [] }), in: "root" }, /every IPv6 address/],
  ],
  [
    ["both families permitted", inIssuing({ permitted: [v4, v6], excluded: [] })],
    ["all of IPv6 excluded", inIssuing({ permitted: [v4], excluded: [{ type: "ip", value: "::/0" }] })],
    ["all of IPv4 excluded", inIssuing({ permitted: [v6], excluded: [{ type: "ip", value: "0.0.0.0/0" }] })],
    ["no range permitted", inIssuing({ permitted: [corp], excluded: [v4] })],
  ],
);

describeRule(
  "name-constraints-critical",
  [
    [
      "not critical",
      {
        in: "issuing",
        tweak: {
          extensions: raw(
            oid.nameConstraints,
            false,
            nameConstraintsExtension({ permitted: [corp], excluded: [] }).value,
          ),
        },
      },
      /must be critical/,
    ],
  ],
  [["critical", { in: "issuing", tweak: { extensions: constrained({ permitted: [corp], excluded: [] }) } }]],
);

describeRule("name-constraints-only-in-authority", [
  [
    "in a leaf",
    { tweak: { extensions: constrained({ permitted: [corp], excluded: [] }) } },
    /no place in a certificate that issues none/,
  ],
]);

describeRule(
  "name-constraints-well-formed",
  [
    [
      "neither list",
      { in: "issuing", tweak: { extensions: raw(oid.nameConstraints, true, sequence()) } },
      /constrain nothing/,
    ],
    [
      "an empty list",
      { in: "root", tweak: { extensions: raw(oid.nameConstraints, true, sequence(implicitConstructed(0))) } },
      /constrain nothing/,
    ],
    [
      "unreadable",
      {
        in: "root",
        tweak: { extensions: raw(oid.nameConstraints, true, sequence(implicitConstructed(0, sequence()))) },
      },
      /cannot be read/,
    ],
  ],
  [["both lists", { in: "issuing", tweak: { extensions: constrained({ permitted: [corp], excluded: [other] }) } }]],
);
