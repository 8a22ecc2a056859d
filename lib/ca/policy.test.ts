import { describe, expect, it } from "vitest";
import type { ChangeKind } from "../contract/certificate";
import { type KeyType, keyTypes } from "../pki/algorithm";
import { formatGeneralName } from "../pki/general-name";
import { parseSpki, sampleSpki } from "../pki/spki";
import { builtInProfiles } from "./built-in-profiles";
import { draftLeaf } from "./leaf";
import { type Ask, decide } from "./policy";
import type { NameRule, Profile } from "./profile";
import { ask, authority, issuer, now, parent, plainIssuer } from "./testing/issuer";

const profile = (id: string, change: Partial<Profile> = {}): Profile => ({
  ...builtInProfiles.find((one) => one.id === id)!,
  ...change,
});
const server = profile("server");
const client = profile("client");

const decided = (asked: Ask, by: Profile = server, from = plainIssuer) =>
  decide({ profile: by, issuer: from, ask: asked, now });
const errors = (asked: Ask, by?: Profile, from = plainIssuer) =>
  decided(asked, by, from)
    .findings.filter(({ severity }) => severity === "error")
    .map(({ rule, field }) => `${field}: ${rule}`);

describe("names are granted as certificates spell them, and every difference has a line", () => {
  it.each<[string, string, ChangeKind]>([
    ["web.corp.example", "dns:web.corp.example", "granted"],
    ["dns:web.corp.example", "dns:web.corp.example", "granted"],
    ["WEB.Corp.Example", "dns:web.corp.example", "changed"],
    ["münchen.example", "dns:xn--mnchen-3ya.example", "changed"],
    ["*.corp.example", "dns:*.corp.example", "granted"],
    ["db1", "dns:db1", "granted"],
    ["localhost", "dns:localhost", "granted"],
    ["10.0.0.1", "ip:10.0.0.1", "granted"],
    ["2001:DB8:0::1", "ip:2001:db8::1", "changed"],
    ["spiffe://corp.example/web", "uri:spiffe://corp.example/web", "granted"],
  ])("%s becomes %s (%s)", (typed, granted, change) => {
    const { lines, grant, findings } = decided(ask({ subject: {}, names: [typed] }));
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(lines).toContainEqual(expect.objectContaining({ field: "names", requested: typed, granted, change }));
    expect(grant?.names.map(formatGeneralName)).toEqual([granted]);
  });

  it("the second of two is left out", () => {
    const { lines, grant } = decided(ask({ names: ["web.corp.example", "WEB.corp.example"] }));
    expect(grant?.names).toHaveLength(1);
    expect(lines).toContainEqual(expect.objectContaining({ change: "left-out", rule: "names-no-duplicates" }));
  });

  it.each([
    ["a server", ask({ subject: {}, names: [] }), "names: names-required-for-server"],
    [
      "an e-mail address for a server",
      ask({ names: ["web.corp.example", "a@b.example"] }),
      "names: profile-names-email",
    ],
    ["a name that is none", ask({ names: ["web.corp.example", "a b"] }), "names: name-syntax"],
  ])("%s is refused", (_, asked, error) => {
    expect(errors(asked)).toEqual([error]);
  });
});

describe("a profile’s rules for names: nothing configured is anything, an empty list is nothing, rules are only these", () => {
  const rules: readonly NameRule[] = [
    { type: "dns", suffix: "corp.example", subdomains: true, wildcards: false },
    { type: "dns", suffix: "wild.example", subdomains: false, wildcards: true },
    { type: "ip", range: "10.0.0.0/8" },
    { type: "email", domain: "corp.example", subdomains: false },
    { type: "uri", prefix: "spiffe://corp.example/" },
  ];
  const of = (type: NameRule["type"]) => rules.filter((rule) => rule.type === type);
  const narrow = profile("client", {
    names: { dns: of("dns"), ip: of("ip"), email: of("email"), uri: of("uri") },
  });
  it.each([
    ["corp.example", true],
    ["a.b.corp.example", true],
    ["evilcorp.example", false],
    ["corp.example.evil.example", false],
    ["*.corp.example", false],
    ["*.wild.example", true],
    ["wild.example", true],
    ["a.wild.example", false],
    ["*.a.wild.example", false],
    ["10.255.0.1", true],
    ["11.0.0.1", false],
    ["2001:db8::1", false],
    ["a@corp.example", true],
    ["a@b.corp.example", false],
    ["spiffe://corp.example/web", true],
    ["spiffe://corp.example.evil/web", false],
  ])("%s: %s", (name, isGranted) => {
    expect(errors(ask({ subject: {}, names: [name] }), narrow).length === 0).toBe(isGranted);
  });
});

describe("the common name", () => {
  const long = `${"a".repeat(60)}.corp.example`;
  it.each([
    [
      "of a server is one of its names",
      { commonName: "other.example" },
      ["web.corp.example"],
      server,
      undefined,
      ["subject.commonName: common-name-among-names"],
    ],
    [
      "of a server is written as in the names",
      { commonName: "Web.Corp.Example" },
      ["web.corp.example"],
      server,
      "web.corp.example",
      [],
    ],
    ["of a server may be an address", { commonName: "10.0.0.1" }, ["10.0.0.1"], server, "10.0.0.1", []],
    ["of a server is left out when too long", { commonName: long }, [long], server, undefined, []],
    [
      "of a client is free text and no name",
      { commonName: "Zoë’s laptop" },
      ["zoe@corp.example"],
      client,
      "Zoë’s laptop",
      [],
    ],
  ] as const)("%s", (_, subject, names, by, granted, refused) => {
    const asked = ask({ subject, names });
    expect(decided(asked, by).grant?.subject.commonName).toBe(granted);
    expect(errors(asked, by)).toEqual(refused);
  });

  it("left out for its length is said so", () => {
    const { lines, findings } = decided(ask({ subject: { commonName: long }, names: [long] }));
    expect(lines).toContainEqual(expect.objectContaining({ change: "left-out", rule: "common-name-length" }));
    expect(findings).toContainEqual(expect.objectContaining({ severity: "info", field: "subject.commonName" }));
  });
});

describe("subject fields follow the profile", () => {
  const strict = profile("client", {
    subject: { ...client.subject, organization: "require", locality: "deny" },
  });
  it.each([
    ["required and missing", { commonName: "x" }, ["subject.organization: profile-subject-require"]],
    [
      "denied and given",
      { commonName: "x", organization: "o", locality: "l" },
      ["subject.locality: profile-subject-deny"],
    ],
    ["as wanted", { commonName: "x", organization: "o" }, []],
  ])("%s", (_, subject, refused) => {
    expect(errors(ask({ subject, names: [] }), strict)).toEqual(refused);
  });

  it.each([
    ["country", { commonName: "x", country: "Germany" }],
    ["commonName", { commonName: "x".repeat(65) }],
  ])("%s out of bounds is refused beside its field", (field, subject) => {
    expect(errors(ask({ subject, names: [] }), client)).toEqual([`subject.${field}: subject-syntax`]);
  });

  it("nobody at all is refused", () => {
    expect(errors(ask({ subject: {}, names: [] }), client)).toEqual(["subject.commonName: subject-or-names"]);
  });
});

describe("validity", () => {
  const day = 86_400_000;
  it("starts a minute ago, in whole seconds, and counts both ends", () => {
    const { grant } = decided(ask({ validity: { kind: "days", days: 90 } }));
    expect(grant?.notBefore.toISOString()).toBe("2026-11-24T11:59:00.000Z");
    expect(grant!.notAfter.getTime() - grant!.notBefore.getTime() + 1_000).toBe(90 * day);
  });
  it.each([
    [{ kind: "days", days: 398 }, []],
    [{ kind: "days", days: 399 }, ["validity: profile-validity-max"]],
    [{ kind: "until", notAfter: "2026-11-24T12:00:00Z" }, ["validity: validity-in-future"]],
    [{ kind: "until", notAfter: "2027-11-24T12:00:00Z" }, []],
    [{ kind: "default" }, []],
  ] as const)("%o", (validity, refused) => {
    expect(errors(ask({ validity }))).toEqual(refused);
  });
  it("never goes beyond the issuer’s, and says so", () => {
    const brief = issuer([{ name: "Brief", certificate: authority({ name: "Brief", years: 1 }) }]);
    const { grant, lines, findings } = decided(ask({ validity: { kind: "days", days: 398 } }), server, brief);
    expect(grant?.notAfter).toEqual(brief.chain[0]!.certificate.notAfter);
    expect(lines).toContainEqual(expect.objectContaining({ change: "changed", rule: "validity-within-issuer" }));
    expect(findings).toContainEqual(expect.objectContaining({ severity: "warning", rule: "validity-within-issuer" }));
  });
});

describe("keys", () => {
  it.each([
    [{ isBlocked: true }, "key: key-blocked"],
    [{ isAuthorityKey: true }, "key: key-of-authority"],
    [{ isSignatureValid: false }, "csr: csr-signature"],
  ])("%o is refused", (key, error) => {
    expect(errors(ask({ key }))).toEqual([error]);
  });
  it("of a type the profile does not list are refused", () => {
    expect(errors(ask(), profile("server", { keyTypes: ["ed25519"] }))).toEqual(["key: profile-key-type"]);
  });
  it.each<[KeyType, string[]]>(
    keyTypes.map((type) => [
      type,
      type.startsWith("rsa") ? ["digitalSignature", "keyEncipherment"] : ["digitalSignature"],
    ]),
  )("%s gets the usages it can serve: %j", (type, usages) => {
    expect(decided(ask({ key: { spki: parseSpki(sampleSpki(type)) } })).grant?.keyUsage).toEqual(usages);
  });
});

describe("name constraints of every authority above hold for what is issued below", () => {
  const root = authority({ name: "Corp Root", permittedDns: ["corp.example"] });
  const issuing = authority({ name: "Issuing", parent: parent("Corp Root", root) });
  const constrained = issuer([
    { name: "Issuing", certificate: issuing },
    { name: "Corp Root", certificate: root },
  ]);
  it.each([
    ["inside", ask({ names: ["web.corp.example"], subject: {} }), server, []],
    ["outside", ask({ names: ["web.other.example"], subject: {} }), server, ["names: issuer-name-constraints"]],
    [
      "a client’s CN that OpenSSL takes for a host",
      ask({ names: [], subject: { commonName: "x.other.example" } }),
      client,
      ["names: issuer-name-constraints"],
    ],
    ["a client’s CN that is no host", ask({ names: [], subject: { commonName: "x" } }), client, []],
  ])("%s", (_, asked, by, refused) => {
    expect(errors(asked, by, constrained)).toEqual(refused);
  });
  it("the finding names the authority and its constraint", () => {
    const { findings } = decided(ask({ names: ["web.other.example"], subject: {} }), server, constrained);
    expect(findings[0]?.message).toContain("Corp Root");
    expect(findings[0]?.message).toContain("dns:corp.example");
  });
});

it("what was refused is not signed, whatever lint thinks of it", () => {
  const chain = [{ authority: { ...plainIssuer, keyType: "ec-p256" }, certificate: plainIssuer.chain[0]!.certificate }];
  const draft = (asked: Ask) =>
    draftLeaf({ profile: server, chain: chain as never, ask: asked, now, serial: `41${"02".repeat(15)}` });
  expect(draft(ask()).linted).not.toBeNull();
  expect(draft(ask({ key: { isBlocked: true } })).linted).toBeNull();
});
