import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { profileDraftSchema } from "../contract/profile";
import { isCaError } from "../errors";
import { builtInProfiles } from "./built-in-profiles";
import { complete } from "./change-profile";
import { admits, matchesPattern } from "./name-rule";
import { leafKinds, type NameRule, type ProfileDraft } from "./profile";
import { sentenceChanges } from "./profile-diff";
import { assertDraft, checkDraft } from "./profile-draft";
import { namedSentences } from "./profile-sentences";

function draftOf(id: string, change: Partial<ProfileDraft> = {}): ProfileDraft {
  const {
    id: _,
    isBuiltIn: __,
    version: ___,
    extendedKeyUsage: ____,
    ...draft
  } = builtInProfiles.find((profile) => profile.id === id)!;
  return { ...draft, ...change };
}
const server = draftOf("server");
const withRules = (...rules: NameRule[]) => draftOf("server", { names: { ...server.names, [rules[0]!.type]: rules } });
const errors = (draft: ProfileDraft) => checkDraft(draft).findings.map(({ field, message }) => `${field}: ${message}`);

describe("what every instance starts with can be copied as it is", () => {
  it.each(builtInProfiles.map(({ id }) => id))("%s", (id) => {
    const draft = draftOf(id);
    expect(profileDraftSchema.parse(draft)).toEqual(draft);
    expect(checkDraft(draft)).toEqual({ draft, findings: [] });
  });
});

describe("purposes follow from the kind, and no other can be had", () => {
  it.each(leafKinds)("%s", (kind) => {
    const asked = { ...draftOf("server", { kind }), extendedKeyUsage: ["OCSPSigning"] } as ProfileDraft;
    expect(profileDraftSchema.safeParse(asked).success).toBe(false);
    const granted = complete(asked).extendedKeyUsage;
    expect(granted).not.toContain("OCSPSigning");
    if (kind === "timestamping") expect(granted).toEqual(["timeStamping"]);
    if (kind === "code-signing") expect(granted).toEqual(["codeSigning"]);
  });

  it("usages of the key that the kind has no use for go", () => {
    const draft = draftOf("timestamping", { keyUsage: ["keyEncipherment", "keyAgreement"] });
    expect(assertDraft(draft).keyUsage).toEqual(["digitalSignature"]);
  });
});

describe("what no certificate could fulfil is said before it is saved", () => {
  const none = { dns: [], ip: [], email: [], uri: [] } as const;
  it.each<[string, ProfileDraft, RegExp]>([
    [
      "a default above the most",
      draftOf("server", { validityDaysDefault: 400 }),
      /^validityDaysDefault: .*400 days.*398/,
    ],
    [
      "names demanded and none granted",
      draftOf("server", { nameCounts: { ...server.nameCounts, email: "at-least-one" } }),
      /^names\.email/,
    ],
    ["a server without a host", draftOf("server", { names: none }), /^names\.dns: .*server is known by/],
    ["e-mail without an address", draftOf("email", { nameCounts: server.nameCounts }), /^names\.email/],
    ["a workload with any number of URIs", draftOf("workload", { nameCounts: server.nameCounts }), /^names\.uri/],
    ["a name nobody can read", draftOf("server", { name: "Ser\u202ever" }), /^name: .*cannot be seen/],
  ])("%s", (_, draft, error) => {
    expect(errors(draft)[0]).toMatch(error);
    expect(() => assertDraft(draft)).toThrow();
  });
});

describe("rules for names are kept as names are compared with them", () => {
  it.each<[NameRule, NameRule]>([
    [
      { type: "dns", suffix: ".Corp.Example", subdomains: true, wildcards: false },
      { type: "dns", suffix: "corp.example", subdomains: true, wildcards: false },
    ],
    [
      { type: "dns", suffix: "münchen.example", subdomains: true, wildcards: false },
      { type: "dns", suffix: "xn--mnchen-3ya.example", subdomains: true, wildcards: false },
    ],
    [
      { type: "dns", pattern: "Web-*.Corp.example" },
      { type: "dns", pattern: "web-*.corp.example" },
    ],
    [
      { type: "uri", prefix: "SPIFFE://Corp.Example/A" },
      { type: "uri", prefix: "spiffe://corp.example/A" },
    ],
  ])("%o", (typed, kept) => {
    expect(checkDraft(withRules(typed)).draft.names[typed.type]).toEqual([kept]);
    expect(errors(withRules(typed))).toEqual([]);
  });

  it.each<[string, NameRule]>([
    ["a prefix that would admit a longer host", { type: "uri", prefix: "spiffe://corp.example" }],
    ["a prefix without a scheme", { type: "uri", prefix: "//corp.example/" }],
    ["a range with bits behind its prefix", { type: "ip", range: "10.1.2.3/8" }],
    ["half a range", { type: "ip", range: "10.0.0.0" }],
    ["a range of nothing", { type: "ip", range: "corp.example/8" }],
    ["a suffix that is no name", { type: "dns", suffix: "corp..example", subdomains: true, wildcards: false }],
    ["nothing typed", { type: "dns", suffix: "", subdomains: true, wildcards: false }],
    ["a star as the last part", { type: "dns", pattern: "corp.*" }],
    ["a star alone", { type: "dns", pattern: "*" }],
    ["a regular expression", { type: "dns", pattern: "^(a+)+\\.corp\\.example$" }],
    ["alternatives", { type: "dns", pattern: "{a,b}*.corp.example" }],
    ["a domain with a mailbox", { type: "email", domain: "a@corp.example", subdomains: false }],
  ])("%s is refused beside its row", (_, rule) => {
    expect(errors(withRules(rule))[0]).toMatch(new RegExp(`^names\\.${rule.type}: .`));
  });

  it("a rule under another type of name is refused", () => {
    const draft = draftOf("server", { names: { ...server.names, dns: [{ type: "ip", range: "10.0.0.0/8" }] } });
    expect(errors(draft)[0]).toMatch(/^names\.dns/);
  });
});

describe("a pattern stands for what lies between two dots", () => {
  it.each([
    ["web-*.corp.example", "web-1.corp.example", true],
    ["web-*.corp.example", "web-.corp.example", true],
    ["web-*.corp.example", "web-1.evil.corp.example", false],
    ["web-*.corp.example", "web-1.corp.example.evil", false],
    ["*.corp.example", "a.corp.example", true],
    ["*.corp.example", "a.b.corp.example", false],
    ["*.corp.example", "corp.example", false],
    ["*.corp.example", "*.corp.example", false],
    ["a*b*c.example", "aXbYc.example", true],
    ["a*b*c.example", "acb.example", false],
    ["db-*-prod.*.corp.example", "db-17-prod.eu.corp.example", true],
  ])("%s and %s: %s", (pattern, name, isAdmitted) => {
    expect(matchesPattern(pattern, name)).toBe(isAdmitted);
    expect(admits({ type: "dns", pattern }, { type: "dns", value: name })).toBe(isAdmitted);
  });

  it("as a plain regular expression would have it, for any pattern and any name", () => {
    const text = fc.stringMatching(/^[ab*.]{1,12}$/);
    const name = fc.stringMatching(/^[ab.]{1,12}$/);
    fc.assert(
      fc.property(text, name, (pattern, value) => {
        const source = pattern.replaceAll(".", "\\.").replaceAll("*", "[^.]*");
        const isWhole = value.split(".").every((label) => label !== "");
        expect(matchesPattern(pattern, value)).toBe(isWhole && new RegExp(`^${source}$`).test(value));
      }),
    );
  });

  it("made to backtrack, it still takes no time: steps grow with the product of the lengths", () => {
    const pattern = `${"a*".repeat(126)}b.x`;
    const name = `${"a".repeat(60)}.x`;
    const long = `${"a".repeat(20_000)}.x`;
    const began = performance.now();
    for (let round = 0; round < 1_000; round++) expect(matchesPattern(pattern, name)).toBe(false);
    expect(matchesPattern(pattern, long)).toBe(false);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe("whatever a person sends", () => {
  it("is a draft with findings or refused by the schema, never an exception", () => {
    const junk = fc.record({
      type: fc.constantFrom("dns", "ip", "email", "uri"),
      suffix: fc.string(),
      pattern: fc.string(),
      range: fc.string(),
      domain: fc.string(),
      prefix: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(junk, { maxLength: 3 }), (rules) => {
        const rule = ({ type, suffix, pattern, range, domain, prefix }: (typeof rules)[number]): NameRule => {
          if (type === "dns") return pattern ? { type, pattern } : { type, suffix, subdomains: true, wildcards: true };
          if (type === "ip") return { type, range };
          return type === "email" ? { type, domain, subdomains: true } : { type: "uri", prefix };
        };
        const names = { dns: null, ip: null, email: null, uri: null, [rules[0]?.type ?? "dns"]: rules.map(rule) };
        try {
          assertDraft({ ...server, names });
        } catch (error) {
          expect(isCaError(error)).toBe(true);
        }
      }),
    );
  });
});

describe("the difference between two versions", () => {
  it("is what is gone and what is new, and nothing for equals", () => {
    const before = namedSentences(builtInProfiles[0]!);
    expect(sentenceChanges(before, before).every(({ change }) => change === "same")).toBe(true);
    const changes = sentenceChanges(["a", "b", "c"], ["a", "x", "c", "d"]);
    expect(changes.map(({ text, change }) => `${change} ${text}`)).toEqual([
      "same a",
      "removed b",
      "added x",
      "same c",
      "added d",
    ]);
  });

  it("gives both versions back, whatever they are", () => {
    const sentences = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 8 });
    fc.assert(
      fc.property(sentences, sentences, (before, after) => {
        const changes = sentenceChanges(before, after);
        const texts = (left: string) => changes.filter(({ change }) => change !== left).map(({ text }) => text);
        expect([texts("added"), texts("removed")]).toEqual([before, after]);
      }),
    );
  });
});
