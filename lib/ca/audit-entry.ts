/** What goes into the audit log, made in one place so that no use case forgets who, from where or with what result. */
import type { Actor } from "./actor";
import type { AuditEntry, AuditResult, Ports } from "./ports";

/** Every action there is, `noun.verb`; the audit screen filters by them and `audit-sentence.ts` words them. */
export const auditActions = [
  "instance.setup",
  "clock.confirm",
  "session.sign-in",
  "session.sign-out",
  "session.end",
  "session.end-all",
  "user.create",
  "user.disable",
  "user.enable",
  "user.add-grant",
  "user.change-grant",
  "user.remove-grant",
  "user.change-role",
  "user.reset-password",
  "user.set-password",
  "user.change-password",
  "user.list",
  "account.read",
  "authority.create",
  "authority.update",
  "authority.pause",
  "authority.resume",
  "authority.retire",
  "authority.revoke",
  "authority.read",
  "crl.publish",
  "certificate.issue",
  "certificate.renew",
  "certificate.revoke",
  "certificate.hold",
  "certificate.release",
  "certificate.download",
  "certificate.read",
  "certificate.preview",
  "profile.create",
  "profile.update",
  "profile.archive",
  "profile.restore",
  "certificate.edit",
  "certificate.export",
  "bulk.start",
  "bulk.cancel",
  "bulk.read",
  "view.save",
  "view.change",
  "view.remove",
  "request.create",
  "request.approve",
  "request.refuse",
  "request.withdraw",
  "request.collect",
  "request.read",
  "notice.read",
  "profile.read",
  "overview.read",
  "audit.read",
  "master-key.backup",
  "master-key.check",
  "master-key.restore",
  "master-key.rotate",
  "audit.export",
  "settings.read",
  "settings.update",
] as const;
export type AuditAction = (typeof auditActions)[number];

export interface AuditObject {
  readonly kind: AuditEntry["objectKind"];
  readonly id: string;
  readonly name: string;
}

export const instanceObject: AuditObject = { kind: "instance", id: "", name: "" };

export interface Act {
  readonly action: AuditAction;
  readonly object: AuditObject;
  readonly result?: AuditResult;
  /** Small, and never a secret. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

export function auditEntry(ports: Pick<Ports, "clock">, actor: Actor, act: Act): Omit<AuditEntry, "id"> {
  return {
    at: ports.clock(),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    door: actor.door,
    address: actor.address,
    action: act.action,
    objectKind: act.object.kind,
    objectId: act.object.id,
    objectName: act.object.name,
    result: act.result ?? "done",
    detail: act.detail ?? {},
  };
}

/** What the machine calls itself when nobody asked. */
export const systemActor: Actor = {
  kind: "system",
  id: "",
  name: "Countersign",
  grants: [],
  door: "job",
  address: null,
};
