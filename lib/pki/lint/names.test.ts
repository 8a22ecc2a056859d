/** Subject alternative names and the common name. */
import { describe, expect, it } from "vitest";
import { bytesFromHex, implicit, sequence } from "../der";
import { extendedKeyUsageExtension, subjectAltNameExtension } from "../extension";
import { encodeGeneralName, type GeneralName } from "../general-name";
import { encodeName } from "../name";
import { oid } from "../oid";
import { describeRule, lint } from "./testing/rule-table";
import { raw, type Tweak } from "./testing/specimen";

const text = new TextEncoder();
const sound: GeneralName[] = [{ type: "dns", value: "web.corp.example" }];
const encoded = (...values: Uint8Array[]): Tweak => ({
  extensions: raw(oid.subjectAltName, false, sequence(...sound.map(encodeGeneralName), ...values)),
});
/** The sound name and these, encoded without any check. */
const dns = (...names: string[]) => ({ tweak: encoded(...names.map((name) => implicit(2, text.encode(name)))) });
const email = (value: string) => ({ tweak: encoded(implicit(1, text.encode(value))) });
const uri = (value: string) => ({ tweak: encoded(implicit(6, text.encode(value))) });
const only = (names: GeneralName[], critical = false): Tweak => ({
  extensions: { [oid.subjectAltName]: subjectAltNameExtension(names, critical) },
});
const clientOnly = { [oid.extendedKeyUsage]: extendedKeyUsageExtension([oid.clientAuth], false) };
const none = { [oid.subjectAltName]: null };

describeRule(
  "san-present-server",
  [["a server without names", { tweak: { extensions: none } }, /accepted by no current client/]],
  [["a client without names", { tweak: { extensions: { ...none, ...clientOnly } } }]],
);

describeRule(
  "san-host-server",
  [
    [
      "a server with an e-mail address only",
      { tweak: only([{ type: "email", value: "ops@corp.example" }]) },
      /clients cannot match it/,
    ],
  ],
  [
    ["an address", { tweak: only([{ type: "ip", value: "10.0.0.7" }]) }],
    ["a SPIFFE identity", { tweak: only([{ type: "uri", value: "spiffe://corp.example/web" }]) }],
  ],
);

describeRule("san-not-empty", [
  ["no name in it", { tweak: { extensions: raw(oid.subjectAltName, false, sequence()) } }, /holds no name/],
  ["an empty name", dns(""), /is empty/],
]);

describeRule(
  "san-critical-without-subject",
  [
    ["an empty subject and a SAN that is not critical", { tweak: { subject: sequence() } }, /must be critical/],
    [
      "an empty subject and no SAN",
      { tweak: { subject: sequence(), extensions: { ...none, ...clientOnly } } },
      /names nobody/,
    ],
  ],
  [["an empty subject and a critical SAN", { tweak: { subject: sequence(), ...only(sound, true) } }]],
);

describeRule(
  "san-critical-with-subject",
  [["critical beside a subject", { tweak: only(sound, true) }, /only where the subject is empty/]],
  [["critical with an empty subject", { tweak: { subject: sequence(), ...only(sound, true) } }]],
);

describeRule(
  "san-duplicate",
  [
    ["a DNS name twice", dns("a.example", "a.example"), /“a.example” is there twice/],
    ["in another case", dns("a.example", "A.example"), /twice/],
    [
      "an address twice",
      { tweak: encoded(bytesFromHex("87040a000001"), bytesFromHex("87040a000001")) },
      /is there twice/,
    ],
  ],
  [
    [
      "the same text in two types",
      { tweak: encoded(implicit(2, text.encode("a.b")), implicit(6, text.encode("a.b"))) },
    ],
  ],
);

describeRule(
  "san-dns-syntax",
  [
    ["an empty label", dns("a..example"), /“a..example” has an empty label/],
    ["a dot at the end", dns("a.example."), /ends with a dot/],
    ["a dot at the start", dns(".example"), /empty label/],
    ["a label of 64 characters", dns(`${"a".repeat(64)}.example`), /more than 63 characters/],
    ["254 characters", dns(`${"a.".repeat(126)}aa`), /longer than 253/],
    ["a space", dns("a b.example"), /no host name has/],
    ["a NUL", dns("bank.example\0.evil.example"), /no host name has/],
    ["a slash", dns("a.example/path"), /no host name has/],
    ["a port", dns("a.example:443"), /no host name has/],
    ["a hyphen at the start of a label", dns("-a.example"), /begins or ends with a hyphen/],
    ["a hyphen at the end of a label", dns("a-.example"), /begins or ends with a hyphen/],
  ],
  [
    ["63 characters in a label, 253 in all", dns(`${"a".repeat(63)}.example`, `${"a.".repeat(126)}a`)],
    ["a single label", dns("db")],
    ["a digit first", dns("3com.example")],
  ],
);

describeRule("san-dns-lower-case", [["a capital letter", dns("Web.example"), /“Web.example” has capital letters/]]);
describeRule("san-dns-underscore", [["an underscore", dns("my_host.example"), /has an underscore/]]);

describeRule(
  "san-dns-a-label",
  [
    ["Punycode of nothing", dns("xn--.example"), /stands for no international name/],
    ["broken Punycode", dns("xn--99999999999.example"), /stands for no international name/],
    ["another prefix of four", dns("ab--cd.example"), /“ab--cd” looks encoded/],
  ],
  [["münchen", dns("xn--mnchen-3ya.example")]],
);

describeRule(
  "san-wildcard",
  [
    ["a star alone", dns("*"), /not the whole leftmost label/],
    ["a star within a label", dns("w*.example"), /not the whole leftmost label/],
    ["a star further right", dns("a.*.example"), /not the whole leftmost label/],
    ["two stars", dns("*.*.example"), /not the whole leftmost label/],
    ["a star before an empty label", dns("*..example"), /not the whole leftmost label/],
  ],
  [["the whole leftmost label", dns("*.b.example")]],
);

describeRule(
  "san-wildcard-top-level",
  [["one label behind the star", dns("*.corp"), /whole top-level domain/]],
  [["two", dns("*.b.example")]],
);

describeRule(
  "san-dns-is-address",
  [
    ["IPv4", dns("10.0.0.1"), /“10.0.0.1” is an address/],
    ["IPv6", dns("2001:db8::1"), /is an address/],
    ["one number", dns("2130706433"), /looks like one/],
    ["hexadecimal", dns("0x7f.1"), /looks like one/],
    ["a number as the last label", dns("host.1"), /looks like one/],
  ],
  [["numbers further left", dns("1.2.3.example")]],
);

describeRule("san-ip-length", [
  ["five octets", { tweak: encoded(bytesFromHex("87050a00000001")) }, /has 4 or 16 octets; this one has 5/],
  ["an address with its mask", { tweak: encoded(bytesFromHex("87080a000000ff000000")) }, /this one has 8/],
  ["text", { tweak: encoded(implicit(7, text.encode("10.0.0.1x"))) }, /this one has 9/],
]);

describeRule(
  "san-uri-syntax",
  [
    ["relative", uri("/path"), /not an absolute URI/],
    ["a bare host", uri("corp.example"), /not an absolute URI/],
    ["nothing behind the scheme", uri("spiffe:"), /not an absolute URI/],
    ["no host", uri("https:///path"), /not an absolute URI/],
    ["a space", uri("https://a b/"), /not an absolute URI/],
    ["a percent sign without digits", uri("https://a.example/%zz"), /not an absolute URI/],
  ],
  [
    ["SPIFFE", uri("spiffe://corp.example/ns/a/sa/b")],
    ["a URN", uri("urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6")],
    ["a URL with everything", uri("https://a.example:8443/x?y=%20#z")],
  ],
);

describeRule(
  "san-email-syntax",
  [
    ["no at sign", email("ops"), /not an e-mail address/],
    ["a display name", email("Ops <ops@corp.example>"), /not an e-mail address/],
    ["two at signs", email("a@b@c.example"), /not an e-mail address/],
    ["no local part", email("@corp.example"), /not an e-mail address/],
    ["no host", email("ops@"), /not an e-mail address/],
    ["two dots", email("o..ps@corp.example"), /not an e-mail address/],
    ["255 characters", email(`${"a".repeat(64)}@${"b.".repeat(94)}cc`), /not an e-mail address/],
  ],
  [["a plus and a dot", email("ops.team+tls@corp.example")]],
);

describeRule("san-ascii", [
  ["UTF-8 in a DNS name", dns("münchen.example"), /outside printable ASCII/],
  ["a new line in a URI", uri("https://a.example/\n"), /outside printable ASCII/],
  ["UTF-8 in an e-mail address", email("müller@corp.example"), /outside printable ASCII/],
]);

describeRule("san-type-unusual", [
  ["a registered ID", { tweak: encoded(bytesFromHex("88022a03")) }, /TLS clients do not look at/],
  ["a directory name", { tweak: encoded(bytesFromHex("a4023000")) }, /TLS clients do not look at/],
]);

describeRule("san-internal-name", [
  ["localhost", dns("localhost"), /means another machine/],
  ["below localhost", dns("app.localhost"), /means another machine/],
  ["multicast DNS", dns("printer.local"), /multicast DNS/],
  ["a single label", dns("db"), /single label/],
]);

const commonName = (value: string): Tweak => ({ subject: encodeName({ commonName: value }) });

describeRule(
  "common-name-in-names",
  [
    ["another host", { tweak: commonName("mail.corp.example") }, /“mail.corp.example” is none of the certificate’s/],
    ["free text", { tweak: commonName("Our web server") }, /is none of/],
    ["a server without names", { tweak: { extensions: none } }, /is none of/],
  ],
  [
    ["an address", { tweak: commonName("10.0.0.7") }],
    ["an IPv6 address as people write it", { tweak: commonName("2001:db8::7") }],
    ["a wildcard", { tweak: commonName("*.apps.corp.example") }],
    ["another case", { tweak: commonName("WEB.corp.example") }],
    ["no common name", { tweak: { subject: encodeName({ organization: "Example" }) } }],
    ["free text for a client", { tweak: { ...commonName("Alice"), extensions: clientOnly } }],
    ["free text for an authority", { in: "issuing" }],
  ],
);

describe("messages about names", () => {
  it("show what cannot be seen instead of writing it", () => {
    const messages = lint(dns("a\u202Eb.example\r\nevil")).findings.map(({ message }) => message);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.join(" ")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
