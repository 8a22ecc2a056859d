import { describe, expect, it } from "vitest";
import { covers, everywhere, type On, type Scope } from "./grant";
import { grantSentence, rolesText } from "./grant-words";
import { mayAct, permissionNames, permissions, scopesOf } from "./permission";

const a: Scope = { ...everywhere, authorityIds: ["a"] };
const p: Scope = { ...everywhere, profileIds: ["p"] };
const both: Scope = { authorityIds: ["a"], profileIds: ["p"] };

describe("a scope covers", () => {
  it.each<[string, Scope, On, boolean]>([
    ["everything, when it has no limit", everywhere, { authorityId: "x", profileId: "y" }, true],
    ["a certificate without a profile, when it has no limit", everywhere, { authorityId: "x", profileId: null }, true],
    ["its authority", a, { authorityId: "a", profileId: "y" }, true],
    ["no other authority", a, { authorityId: "b", profileId: "y" }, false],
    ["its profile", p, { authorityId: "x", profileId: "p" }, true],
    ["no other profile", p, { authorityId: "x", profileId: "q" }, false],
    ["no certificate without a profile, when it is limited to some", p, { authorityId: "x", profileId: null }, false],
    ["an authority, when it is limited to profiles", p, { authorityId: "x" }, true],
    ["a profile, when it is limited to authorities", a, { profileId: "y" }, true],
    ["both at once", both, { authorityId: "a", profileId: "p" }, true],
    ["not one without the other", both, { authorityId: "a", profileId: "q" }, false],
    ["not the other without the one", both, { authorityId: "b", profileId: "p" }, false],
    ["nothing, when its list is empty", { ...everywhere, authorityIds: [] }, { authorityId: "a" }, false],
  ])("%s", (_, scope, on, expected) => {
    expect(covers(scope, on)).toBe(expected);
  });
});

describe("a limited grant", () => {
  const holder = (scope: Scope) => ({ kind: "user" as const, grants: [{ role: "administrator" as const, ...scope }] });
  const heldBy = (scope: Scope) => permissionNames.filter((permission) => mayAct(holder(scope), permission));

  it("gives nothing that is about the whole instance", () => {
    for (const permission of heldBy(a)) expect(permissions[permission].limits).toContain("authority");
    for (const permission of heldBy(p)) expect(permissions[permission].limits).toContain("profile");
    for (const scope of [a, p, both]) {
      for (const whole of [
        "user.manage",
        "settings.update",
        "audit.read",
        "profile.manage",
        "authority.create",
      ] as const) {
        expect(heldBy(scope)).not.toContain(whole);
      }
    }
  });

  it("to profiles gives no act on everything an authority does", () => {
    for (const act of ["authority.pause", "authority.revoke", "authority.retire", "crl.publish"] as const) {
      expect(heldBy(a)).toContain(act);
      expect(heldBy(p)).not.toContain(act);
      expect(heldBy(both)).not.toContain(act);
    }
  });

  it("does not make up with another what neither covers", () => {
    const grants = [
      { role: "operator" as const, authorityIds: ["a"], profileIds: ["q"] },
      { role: "operator" as const, authorityIds: ["b"], profileIds: ["p"] },
    ];
    const actor = { kind: "user" as const, grants };
    expect(mayAct(actor, "certificate.issue", { authorityId: "a", profileId: "p" })).toBe(false);
    expect(scopesOf(actor, "certificate.issue")).toHaveLength(2);
    expect(
      scopesOf({ ...actor, grants: [...grants, { role: "operator", ...everywhere }] }, "certificate.issue"),
    ).toBeNull();
  });
});

describe("grants in words", () => {
  it.each([
    [null, null, "operator for everything"],
    [["Corp Issuing"], null, "operator for Corp Issuing"],
    [["A", "B"], ["Server"], "operator for A and B, profile Server"],
    [null, ["Server", "Client"], "operator for every authority, profiles Server and Client"],
  ])("%j %j", (authorities, profiles, words) => {
    expect(grantSentence("operator", { authorities, profiles })).toBe(words);
  });

  it("in short", () => {
    const held = [
      { role: "operator" as const, ...a },
      { role: "auditor" as const, ...everywhere },
    ];
    expect(rolesText(held)).toBe("operator (limited), auditor");
    expect(rolesText([])).toBe("no role");
  });
});
