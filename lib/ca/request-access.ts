/** Who may see and decide which requests: everybody their own, the others as far as their role reaches. */
import { CaError } from "../errors";
import type { Actor } from "./actor";
import type { AuditAction, AuditObject } from "./audit-entry";
import { authorize } from "./authorize";
import { onCertificate } from "./grant";
import { mayAct } from "./permission";
import type { Ports, RequestRecord } from "./ports";

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

/** Deciding takes what issuing takes, for this authority and this profile. */
export const mayDecide = (actor: Actor, record: RequestRecord): boolean =>
  mayAct(actor, "request.decide", onCertificate(record)) && mayAct(actor, "certificate.issue", onCertificate(record));

export async function mayReadRequest(ports: Ports, actor: Actor, record: RequestRecord): Promise<void> {
  if (isOwn(actor, record)) return;
  const object = requestObject(record);
  await authorize(ports, actor, "request.read", { action: "request.read", object, on: onCertificate(record) });
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
  await authorize(ports, actor, "request.read", { action, object, on: onCertificate(record) });
  throw new CaError("conflict", `Only ${record.requesterName}, who asked for it, can do this.`);
}
