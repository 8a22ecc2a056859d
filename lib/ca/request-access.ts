/** Who may see and decide which requests: everybody their own, the others as far as their role reaches. */
import { CaError } from "../errors";
import type { Actor } from "./actor";
import type { AuditAction, AuditObject } from "./audit-entry";
import { authorize } from "./authorize";
import { mayAct, type Permission } from "./permission";
import type { Ports, RequestRecord, RequestScope } from "./ports";

export const anyRequest: AuditObject = { kind: "request", id: "", name: "" };

export const requestObject = ({ id, displayName }: Pick<RequestRecord, "id" | "displayName">): AuditObject => ({
  kind: "request",
  id,
  name: displayName,
});

/** Throws CaError("not-found"). */
export async function findRequest(ports: Ports, requestId: string): Promise<RequestRecord> {
  const record = await ports.store.requests.find(requestId);
  if (!record) throw noRequest();
  return record;
}

export const noRequest = () => new CaError("not-found", "There is no such request.", { field: "requestId" });

export const isOwn = (actor: Actor, { requesterId }: Pick<RequestRecord, "requesterId">): boolean =>
  actor.kind === "user" && actor.id === requesterId;

/** Of which authorities and profiles; null for all there are. */
export function reach(actor: Actor, permission: Permission): readonly RequestScope[] | null {
  return mayAct(actor, permission) ? null : [];
}

/** Deciding takes what issuing takes, for this authority and this profile. */
export const mayDecide = (actor: Actor, _record: RequestRecord): boolean =>
  mayAct(actor, "request.decide") && mayAct(actor, "certificate.issue");

export async function mayReadRequest(ports: Ports, actor: Actor, record: RequestRecord): Promise<void> {
  if (isOwn(actor, record)) return;
  await authorize(ports, actor, "request.read", { action: "request.read", object: requestObject(record) });
}

/** Theirs alone, whatever their role. */
export async function findOwnRequest(
  ports: Ports,
  actor: Actor,
  { requestId, action }: { readonly requestId: string; readonly action: AuditAction },
): Promise<RequestRecord> {
  const record = await findRequest(ports, requestId);
  if (isOwn(actor, record)) return record;
  const object = requestObject(record);
  await authorize(ports, actor, "request.read", { action, object });
  throw new CaError("conflict", `Only ${record.requesterName}, who asked for it, can do this.`);
}
