import { describe, expect, it } from "vitest";
import type { roles } from "./actor";
import { mayAct, type Permission, permissionNames, permissionsOf } from "./permission";

describe("the permission table says what issue and documentation promise", () => {
  it.each<[(typeof roles)[number], readonly Permission[]]>([
    [
      "requester",
      [
        "account.manage",
        "certificate.preview",
        "certificate.read-own",
        "request.create",
        "request.read-own",
        "notice.read",
        "view.keep",
        "profile.read",
      ],
    ],
    [
      "auditor",
      [
        "certificate.preview",
        "certificate.read-own",
        "certificate.read",
        "request.read-own",
        "request.read",
        "notice.read",
        "account.manage",
        "view.keep",
        "overview.read",
        "authority.read",
        "profile.read",
        "audit.read",
        "settings.read",
      ],
    ],
  ])("%s may this and nothing else", (role, permissions) => {
    expect(permissionsOf(role).sort()).toEqual([...permissions].sort());
  });

  it("an operator issues, renews, revokes, holds, releases, says who owns what, publishes, decides requests, and changes nothing else", () => {
    const more = permissionsOf("operator").filter((permission) => !permissionsOf("auditor").includes(permission));
    expect(more.sort()).toEqual([
      "certificate.edit",
      "certificate.issue",
      "certificate.release",
      "certificate.renew",
      "certificate.revoke",
      "crl.publish",
      "request.create",
      "request.decide",
    ]);
  });

  it("an administrator may all but set up and handle the master key", () => {
    const missing = permissionNames.filter((permission) => !permissionsOf("administrator").includes(permission));
    expect(missing).toEqual(["master-key.care", "instance.setup"]);
  });

  it("nobody who is not a person issues or revokes, but for the console's own certificate", () => {
    expect(permissionNames.filter((permission) => mayAct({ kind: "system", grants: [] }, permission))).toEqual([
      "certificate.issue",
      "crl.publish",
    ]);
    for (const kind of ["setup", "command-line"] as const) {
      for (const permission of ["certificate.issue", "certificate.revoke", "authority.create"] as const) {
        expect(mayAct({ kind, grants: [] }, permission)).toBe(false);
      }
    }
  });

  it("a person without a grant may nothing", () => {
    for (const permission of permissionNames) expect(mayAct({ kind: "user", grants: [] }, permission)).toBe(false);
  });
});
