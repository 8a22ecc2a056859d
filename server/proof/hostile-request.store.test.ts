/** Names, subjects and periods as people type them and as attackers do: refused beside their field, or visibly changed. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCertificate } from "../../lib/pki/certificate";
import { type Change, grantOf, refusalOf, withNames } from "./attempt";
import { openAuthority, type TestAuthority } from "./authority";

let at: TestAuthority;
beforeAll(async () => {
  at = await openAuthority();
});
afterAll(() => at?.close());

const day = 86_400_000;
const client: Change = { profileId: "client" };

describe("a name that no certificate may carry is refused beside the names", () => {
  it.each<[string, string, string]>([
    ["NUL", "a\0.example", "“a\\u{0}.example” has a character that host names must not have"],
    ["a line break", "a.example\nb.example", "“a.example\\u{a}b.example” contains white space"],
    ["a right-to-left override", "a\u202e.example", "“a\\u{202e}.example” is not a valid internationalized"],
    ["a zero-width space", "pay\u200bpal.example", "“pay\\u{200b}pal.example” is not a valid internationalized"],
    ["a soft hyphen", "pay\u00adpal.example", "“pay\\u{ad}pal.example” is not a valid internationalized"],
    ["Punycode of nothing", "xn--zzzzzzz99.example", "not a valid internationalized domain name (UTS 46)"],
    ["a star alone", "*", "has a wildcard elsewhere than as the whole leftmost label"],
    ["two stars", "*.*.example", "has a wildcard elsewhere"],
    ["a star in a label", "w*.example", "has a wildcard elsewhere"],
    ["a range", "10.0.0.0/8", "is a range; a certificate names single addresses"],
    ["a zone", "fe80::1%eth0", "has a zone, which means something on one machine only"],
    ["an IPv4-mapped address", "::ffff:10.0.0.1", "is an IPv4-mapped address; write 10.0.0.1"],
    ["octal", "010.0.0.1", "looks like a broken IPv4 address"],
    ["hexadecimal", "0x7f.1", "looks like a broken IPv4 address"],
    ["more than 255", "10.0.0.256", "looks like a broken IPv4 address"],
    ["a port", "web.example:443", "contains a colon; leave out the scheme and the port"],
    ["a port behind an address", "10.0.0.1:443", "contains a colon"],
    ["a path", "web.example/a", "contains a slash; only the host name belongs here"],
    ["a label of 64 characters", `${"a".repeat(64)}.example`, "has a label longer than 63 characters"],
    ["267 characters", `${"a.".repeat(130)}example`, "is longer than 253 characters (RFC 1035 §2.3.4)"],
    ["4,000 characters", "a".repeat(4_000), "is longer than 253 characters (RFC 1035 §2.3.4)"],
    ["an empty label", "a..example", "has an empty label"],
    ["a leading hyphen", "-a.example", "has a label that begins or ends with a hyphen"],
    ["an underscore", "a_b.example", "has an underscore, which host names must not have"],
    ["a script", "javascript:alert(1)", "contains a colon"],
    ["markup", "<img src=x>.example", "contains white space"],
    ["a quote", "a'b.example", "has a character that host names must not have"],
    ["a file", "file:///etc/passwd", "has no host behind its //"],
    ["a way up in a SPIFFE ID", "spiffe://corp.example/../x", "has . or .. as a part of its path"],
    ["a name of another type", "directory:CN=x", "is of a kind this authority does not certify"],
    ["what the profile grants none of", "a@corp.example", "The profile “Server” grants no e-mail addresses."],
  ])("%s", async (_, name, text) => {
    const { code, field, detail } = await refusalOf(at, withNames("good.example", name));
    expect({ code, field, detail }).toEqual({ code: "policy", field: "names", detail: expect.stringContaining(text) });
    expect(detail.length).toBeLessThan(400);
  });

  it.each([
    ["a quoted local part", '"a b"@corp.example'],
    ["two @", "a@b@corp.example"],
    ["a local part that is not ASCII", "jürgen@corp.example"],
  ])("%s in an e-mail address", async (_, name) => {
    const error = await refusalOf(at, { ...withNames(name), ...client });
    expect(error).toMatchObject({ code: "policy", field: "names" });
    expect(error.detail).toContain("has a part before the @ that is not plain ASCII (RFC 5321 §4.1.2)");
  });

  it.each<[string, string[], string]>([
    [
      "251 of them",
      Array.from({ length: 251 }, (_, n) => `n${n}.example`),
      "251 names were asked for; a certificate carries 250",
    ],
    ["none for a server", [], "A server certificate needs at least one name"],
    ["blanks for a server", [" ", ""], "A server certificate needs at least one name"],
  ])("%s", async (_, names, text) => {
    const error = await refusalOf(at, withNames(...names));
    expect(error).toMatchObject({ code: "policy", field: "names", detail: expect.stringContaining(text) });
  });
});

describe("a name written in another way is granted in its one form, with a line that says so", () => {
  it.each<[string, string[], string[], string[]]>([
    ["capitals and umlauts", ["BÜCHER.example"], ["dns:xn--bcher-kva.example"], ["names-canonical"]],
    // What it looks like is another matter: the A-label is what the line shows.
    ["Cyrillic that looks like Latin", ["раураl.example"], ["dns:xn--l-7sba6dbr.example"], ["names-canonical"]],
    ["full-width letters", ["ｗｅｂ．example"], ["dns:web.example"], ["names-canonical"]],
    ["IPv6 at length", ["2001:DB8:0:0:0:0:0:1"], ["ip:2001:db8::1"], ["names-canonical"]],
    [
      "the same name four times",
      ["a.example", "A.EXAMPLE", "dns:a.example", "a.example."],
      ["dns:a.example"],
      ["names-no-duplicates", "names-no-duplicates", "names-no-duplicates"],
    ],
  ])("%s", async (_, names, granted, rules) => {
    const { issued, differences } = await grantOf(at, withNames(...names));
    expect(issued.certificate.names).toEqual(granted);
    expect(differences.map(({ rule }) => rule)).toEqual(rules);
  });
});

describe("a subject that is not what it seems is refused beside its field", () => {
  it.each<[string, Change, string, string]>([
    [
      "direction",
      { subject: { organization: "Corp\u202egnp" } },
      "organization",
      "“Corp\\u{202e}gnp” contains control, direction",
    ],
    ["NUL", { subject: { organization: "a\0b" } }, "organization", "“a\\u{0}b” contains control"],
    ["a line break", { subject: { locality: "a\nb" } }, "locality", "“a\\u{a}b” contains control"],
    ["half a character", { subject: { organizationalUnit: "\ud800" } }, "organizationalUnit", "contains control"],
    ["a country by its name", { subject: { country: "Germany" } }, "country", "must be a two-letter country code"],
    [
      "a long organization",
      { subject: { organization: "x".repeat(65) } },
      "organization",
      "longer than the 64 characters",
    ],
    ["a long common name", { ...client, subject: { commonName: "x".repeat(65) } }, "commonName", "longer than the 64"],
    ["@ in a serial number", { subject: { serialNumber: "a@b" } }, "serialNumber", "PrintableString"],
    [
      "a host that is none of the names",
      { subject: { commonName: "b.example" } },
      "commonName",
      "must be one of the DNS names",
    ],
  ])("%s", async (_, change, part, text) => {
    const { code, field, detail } = await refusalOf(at, { ...withNames("a.example"), ...change });
    expect({ code, field, detail }).toEqual({
      code: "policy",
      field: `subject.${part}`,
      detail: expect.stringContaining(text),
    });
  });
  it("nobody at all", async () => {
    const error = await refusalOf(at, { ...client, subject: {} });
    expect(error).toMatchObject({ code: "policy", field: "subject.commonName" });
    expect(error.detail).toContain("names nobody");
  });
  it("a host too long for a common name is left out of it, with a line", async () => {
    const host = `${"long-".repeat(11)}name.corp.example`;
    const { issued, differences } = await grantOf(at, { ...withNames(host), subject: { commonName: host } });
    expect(differences).toMatchObject([
      { field: "subject.commonName", change: "left-out", rule: "common-name-length" },
    ]);
    expect(parseCertificate(issued.pem).subject).toEqual([]);
  });
});

describe("what is asked of whom and for how long", () => {
  const until = (notAfter: string): Change => ({ validity: { kind: "until", notAfter } });
  it.each<[string, Change, string, string, string]>([
    [
      "a day more than the profile allows",
      { validity: { kind: "days", days: 399 } },
      "policy",
      "validity",
      "allows 398 days at most",
    ],
    ["no end", until("9999-12-31T23:59:59Z"), "policy", "validity", "allows 398 days at most"],
    ["an end in the past", until("2020-01-01T00:00:00Z"), "policy", "validity", "ended before it begins"],
    ["an end that is no time", until("tomorrow"), "policy", "validity", "ended before it begins"],
    ["less than nothing", { validity: { kind: "days", days: -1 } }, "policy", "validity", "ended before it begins"],
    ["longer than time itself", { validity: { kind: "days", days: 1e12 } }, "policy", "validity", ""],
    ["an authority that does not exist", { authorityId: "nowhere" }, "not-found", "authorityId", "no such authority"],
    ["a profile that does not exist", { profileId: "../../etc" }, "not-found", "profileId", "no such profile"],
  ])("%s", async (_, change, code, field, text) => {
    const error = await refusalOf(at, { ...withNames("a.example"), ...change });
    expect(error).toMatchObject({ code, field, detail: expect.stringContaining(text) });
  });
  it("a leaf from a root", async () => {
    const error = await refusalOf(at, { ...withNames("a.example"), authorityId: at.root.id });
    expect(error).toMatchObject({ code: "conflict", field: "authorityId" });
    expect(error.detail).toContain("roots sign authorities only");
  });
  it("a leaf that would outlive its issuer ends with it, visibly", async () => {
    await at.travel(1_780 * day);
    const { notAfter } = parseCertificate(at.issuing.certificatePem);
    const { issued, differences } = await grantOf(at, {
      ...withNames("last.example"),
      validity: { kind: "days", days: 90 },
    });
    expect(parseCertificate(issued.pem).notAfter).toEqual(notAfter);
    expect(differences).toMatchObject([{ field: "validity", change: "changed", rule: "validity-within-issuer" }]);
    expect(issued.findings[0]).toMatchObject({ severity: "warning", rule: "validity-within-issuer" });
    await at.travel(60 * day);
    const error = await refusalOf(at, { ...withNames("late.example"), authorityId: at.issuing.id });
    expect(error).toMatchObject({
      code: "conflict",
      field: "authorityId",
      detail: expect.stringContaining("has expired"),
    });
  });
});
