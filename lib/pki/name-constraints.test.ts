import { describe, expect, it } from "vitest";
import { isCaError } from "../errors";
import { ia5String, oid as oidDer, sequence, setOf } from "./der";
import { nameConstraintsExtension, nameConstraintsOf } from "./extension";
import { directoryName, type GeneralName, parseGeneralName } from "./general-name";
import { encodeName } from "./name";
import { type GeneralSubtree, nameConstraintViolations, parseGeneralSubtree } from "./name-constraints";
import { oid } from "./oid";

const empty = encodeName({});
const subtree = (type: "dns" | "ip" | "email" | "uri", value: string): GeneralSubtree => ({ type, value });
const permits = (constraint: GeneralSubtree, name: GeneralName) =>
  nameConstraintViolations({ permitted: [constraint], excluded: [] }, empty, [name]).length === 0;
const excludes = (constraint: GeneralSubtree, name: GeneralName) =>
  nameConstraintViolations({ permitted: [], excluded: [constraint] }, empty, [name]).length > 0;

describe("a name lies in a subtree as RFC 5280 §4.2.1.10 says", () => {
  it.each<["dns" | "ip" | "email" | "uri", string, string, boolean]>([
    ["dns", "corp.example", "corp.example", true],
    ["dns", "corp.example", "a.b.corp.example", true],
    ["dns", "CORP.example", "web.corp.example", true],
    ["dns", "corp.example", "*.corp.example", true],
    ["dns", "corp.example", "notcorp.example", false],
    ["dns", "corp.example", "example", false],
    ["dns", "corp.example", "corp.example.evil.test", false],
    ["dns", "web.corp.example", "*.corp.example", false],
    ["dns", ".corp.example", "web.corp.example", true],
    ["dns", ".corp.example", "corp.example", false],
    ["dns", "", "anything", true],
    ["ip", "10.0.0.0/8", "10.1.2.3", true],
    ["ip", "10.0.0.0/8", "11.0.0.1", false],
    ["ip", "10.0.0.0/8", "::a00:1", false],
    ["ip", "2001:db8::/32", "2001:db8::1", true],
    ["ip", "0.0.0.0/0", "1.2.3.4", true],
    ["email", "a@corp.example", "a@corp.example", true],
    ["email", "a@corp.example", "A@corp.example", false],
    ["email", "a@corp.example", "b@corp.example", false],
    ["email", "corp.example", "a@corp.example", true],
    ["email", "corp.example", "a@mail.corp.example", false],
    ["email", ".corp.example", "a@mail.corp.example", true],
    ["email", ".corp.example", "a@corp.example", false],
    ["uri", "web.corp.example", "https://web.corp.example:8443/x", true],
    ["uri", "web.corp.example", "https://a.web.corp.example/", false],
    ["uri", ".corp.example", "spiffe://a.corp.example/x", true],
    ["uri", ".corp.example", "spiffe://corp.example/x", false],
    ["uri", "corp.example", "https://user@corp.example/", true],
    ["uri", "corp.example", "https://evil.test/?@corp.example", false],
  ])("%s %s, %s: %s", (type, constraint, name, isInside) => {
    expect(permits(subtree(type, constraint), parseGeneralName(`${type}:${name}`))).toBe(isInside);
    if (name !== "*.corp.example") {
      expect(excludes(subtree(type, constraint), parseGeneralName(`${type}:${name}`))).toBe(isInside);
    }
  });
  it("a wildcard that could stand for an excluded name is excluded", () => {
    const name = parseGeneralName("*.corp.example");
    expect(excludes(subtree("dns", "web.corp.example"), name)).toBe(true);
    expect(excludes(subtree("dns", "a.web.corp.example"), name)).toBe(false);
    expect(excludes(subtree("dns", "other.example"), name)).toBe(false);
  });
  it.each(["uri:urn:x:y", "uri:https://10.0.0.1/", "uri:https://[::1]/"])(
    "%s has no host that could be judged, and fails",
    (text) => {
      const name = parseGeneralName(text);
      expect(permits(subtree("uri", "corp.example"), name)).toBe(false);
      expect(excludes(subtree("uri", "corp.example"), name)).toBe(true);
    },
  );
});

describe("constraints as a whole", () => {
  it("say nothing about types of name they do not speak of", () => {
    const names = ["10.0.0.1", "a@b.c", "https://x/"].map(parseGeneralName);
    expect(nameConstraintViolations({ permitted: [subtree("dns", "x")], excluded: [] }, empty, names)).toEqual([]);
  });
  it("let exclusion win, and name each violation", () => {
    const constraints = {
      permitted: [subtree("dns", "corp.example"), subtree("dns", "lab.example")],
      excluded: [subtree("dns", "secret.corp.example")],
    };
    const names = ["web.corp.example", "a.secret.corp.example", "evil.test"].map(parseGeneralName);
    expect(nameConstraintViolations(constraints, empty, names)).toEqual([
      { name: "dns:a.secret.corp.example", constraint: "dns:secret.corp.example", kind: "excluded" },
      { name: "dns:evil.test", constraint: "dns:corp.example, dns:lab.example", kind: "not permitted" },
    ]);
  });
  it("apply to e-mail addresses inside the subject", () => {
    const subject = sequence(setOf(sequence(oidDer(oid.emailAddress), ia5String("a@evil.test"))));
    expect(
      nameConstraintViolations({ permitted: [subtree("email", "corp.example")], excluded: [] }, subject, []),
    ).toMatchObject([{ name: "email:a@evil.test", kind: "not permitted" }]);
  });
  it("apply to the subject and to directory names, regardless of case, string type and spaces", () => {
    const base = directoryName(encodeName({ country: "DE", organization: "Example  Corp" }));
    const extension = nameConstraintsExtension({ permitted: [{ ...base, type: "directory" }], excluded: [] });
    const constraints = nameConstraintsOf(extension.value);
    const violations = (subject: Parameters<typeof encodeName>[0], names: GeneralName[] = []) =>
      nameConstraintViolations(constraints, encodeName(subject), names);
    expect(violations({ country: "DE", organization: "EXAMPLE corp", commonName: "a" })).toEqual([]);
    expect(violations({ country: "DE", organization: "Example" })).toHaveLength(1);
    expect(violations({ organization: "Example Corp", commonName: "a" })).toHaveLength(1);
    expect(violations({})).toEqual([]);
    expect(violations({}, [directoryName(encodeName({ commonName: "a" }))])).toHaveLength(1);
  });
});

describe("a constraint a person types", () => {
  it.each<["dns" | "ip" | "email" | "uri", string, string]>([
    ["dns", "Corp.Example", "corp.example"],
    ["dns", "bücher.example", "xn--bcher-kva.example"],
    ["ip", "10.0.0.0/8", "10.0.0.0/8"],
    ["ip", "10.0.0.1", "10.0.0.1/32"],
    ["ip", "2001:DB8::/32", "2001:db8::/32"],
    ["email", "Jo@Corp.example", "Jo@corp.example"],
    ["email", "Corp.example", "corp.example"],
    ["email", ".Corp.example", ".corp.example"],
    ["uri", "Corp.example", "corp.example"],
    ["uri", ".Corp.example", ".corp.example"],
  ])("%s %s becomes %s", (type, text, value) => {
    expect(parseGeneralSubtree(type, text)).toEqual({ type, value });
  });
  it.each<["dns" | "ip" | "email" | "uri", string, RegExp]>([
    ["dns", "", /is empty/],
    ["dns", ".corp", /begins with a dot/],
    ["dns", "*.corp", /wildcard/],
    ["dns", "a b", /character/],
    ["ip", "10.0.0.1/8", /zeros behind the prefix/],
    ["ip", "corp", /not an IP range/],
    ["email", "a@b@c", /before the @/],
    ["email", "*@corp", /accepted/],
    ["uri", "https://corp/", /host only/],
    ["uri", "corp:80", /host only/],
  ])("%s %j is refused", (type, text, rule) => {
    try {
      expect(`accepted as ${parseGeneralSubtree(type, text).value}`).toMatch(rule);
    } catch (error) {
      if (!isCaError(error)) throw error;
      expect(error).toMatchObject({ code: "invalid", field: "nameConstraints" });
      expect(error.detail).toMatch(rule);
    }
  });
});
