/** What certificates for something else than TLS must be: timestamps, code, e-mail, workloads. */
import { extendedKeyUsageExtension, keyUsageExtension, subjectAltNameExtension } from "../extension";
import type { GeneralName } from "../general-name";
import { oid } from "../oid";
import { describeRule } from "./testing/rule-table";
import type { Tweak } from "./testing/specimen";

const purposes = (critical: boolean, ...dotted: string[]): Tweak["extensions"] => ({
  [oid.extendedKeyUsage]: extendedKeyUsageExtension(dotted, critical),
});
const usages = (...names: Parameters<typeof keyUsageExtension>[0]): Tweak["extensions"] => ({
  [oid.keyUsage]: keyUsageExtension(names),
});
const names = (...values: string[]): Tweak["extensions"] => {
  const named = values.map((value): GeneralName => ({ type: /^[^:]+@/.test(value) ? "email" : "uri", value }));
  return { [oid.subjectAltName]: subjectAltNameExtension(named, false) };
};

describeRule(
  "extended-key-usage-time-stamping",
  [
    [
      "beside another purpose",
      { tweak: { extensions: purposes(true, oid.timeStamping, oid.clientAuth) } },
      /only purpose/,
    ],
    ["not critical", { tweak: { extensions: purposes(false, oid.timeStamping) } }, /must be critical/],
    [
      "with a key that also agrees on keys",
      { tweak: { extensions: { ...purposes(true, oid.timeStamping), ...usages("digitalSignature", "keyAgreement") } } },
      /signs and does nothing else/,
    ],
  ],
  [
    ["alone and critical", { tweak: { extensions: purposes(true, oid.timeStamping) } }],
    [
      "with nonRepudiation",
      {
        tweak: { extensions: { ...purposes(true, oid.timeStamping), ...usages("digitalSignature", "nonRepudiation") } },
      },
    ],
  ],
);

describeRule(
  "extended-key-usage-code-signing",
  [
    [
      "for a server too",
      { tweak: { extensions: purposes(false, oid.codeSigning, oid.serverAuth) } },
      /no other purpose/,
    ],
    [
      "for e-mail too",
      { tweak: { extensions: purposes(false, oid.emailProtection, oid.codeSigning) } },
      /no other purpose/,
    ],
  ],
  [["alone", { tweak: { extensions: purposes(false, oid.codeSigning) } }]],
);

describeRule(
  "san-email-present",
  [
    [
      "only a URI",
      { tweak: { extensions: { ...purposes(false, oid.emailProtection), ...names("urn:uuid:1") } } },
      /needs the address among its names/,
    ],
    [
      "no names at all",
      { tweak: { extensions: { ...purposes(false, oid.emailProtection), [oid.subjectAltName]: null } } },
      /needs the address among its names/,
    ],
  ],
  [["an address", { tweak: { extensions: { ...purposes(false, oid.emailProtection), ...names("a@corp.example") } } }]],
);

describeRule(
  "san-spiffe",
  [
    ["two SPIFFE IDs", "spiffe://a.example/x", "spiffe://a.example/y"],
    ["another URI first", "urn:uuid:1", "spiffe://a.example/x"],
  ].map(([title, ...uris]) => [title!, { tweak: { extensions: names(...uris) } }, /no other URI/] as const),
  [["other URIs, however many", { tweak: { extensions: names("urn:uuid:1", "https://corp.example/a?b") } }]],
);

describeRule(
  "san-spiffe",
  [
    ["no path: a trust domain alone", "spiffe://corp.example"],
    ["a slash at the end", "spiffe://corp.example/a/"],
    ["an empty segment", "spiffe://corp.example/a//b"],
    ["a dot segment", "spiffe://corp.example/a/../b"],
    ["a port", "spiffe://corp.example:8443/a"],
    ["a user", "spiffe://me@corp.example/a"],
    ["a query", "spiffe://corp.example/a?b"],
    ["a fragment", "spiffe://corp.example/a#b"],
    ["a percent", "spiffe://corp.example/a%20b"],
    ["capitals in the trust domain", "spiffe://Corp.example/a"],
    ["capitals in the scheme", "SPIFFE://corp.example/a"],
    ["more than 2048 octets", `spiffe://corp.example/${"a".repeat(2_048)}`],
  ].map(([title, id]) => [title!, { tweak: { extensions: names(id!) } }, /not the SPIFFE ID of a workload/] as const),
  [["letters, digits and .-_", { tweak: { extensions: names("spiffe://corp_1.example/A/b.c/d-e_f") } }]],
);
