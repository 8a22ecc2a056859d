/** Approving issues the certificate: one transaction has both, or neither. Refusing takes a reason. */
import type { RefuseRequestInput, RequestAct, RequestSummary } from "../contract/request";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import { onCertificate } from "./grant";
import { issueLeaf } from "./issue";
import { tell } from "./notice";
import type { Ports, RequestRecord, Tables } from "./ports";
import { anyRequest, findRequest, noRequest, requestObject } from "./request-access";
import { csrPem, requestSummaries } from "./requests";

/**
 * Through the same way as any certificate, under today's policy. When it would not be granted any more, CaError says
 * why and the request goes on waiting; of two who approve at once the second hears what the first did.
 */
export async function approveRequest(ports: Ports, actor: Actor, { requestId }: RequestAct): Promise<RequestSummary> {
  await authorize(ports, actor, "request.decide", { action: "request.approve", object: anyRequest });
  const record = await findRequest(ports, requestId);
  const act = { action: "request.approve", object: requestObject(record) } as const;
  const on = onCertificate(record);
  await authorize(ports, actor, "request.decide", { ...act, on });
  await authorize(ports, actor, "certificate.issue", { ...act, on });
  await auditingRefusals(ports, actor, act, async () => assertPending(record));
  await issueLeaf(ports, actor, {
    ...record.asked,
    authorityId: record.authorityId,
    profileId: record.profileId,
    key: { source: record.keyOrigin, csr: csrPem(record) },
    owner: record.owner ?? "",
    tags: [...record.tags],
    predecessor: null,
    onRequest: {
      ...act,
      requester: { id: record.requesterId, name: record.requesterName },
      async decide(tables, { certificateId, granted }) {
        await lockPending(tables, requestId);
        const decided = { state: "approved", certificateId, granted, reason: "", ...by(ports, actor) } as const;
        await tables.requests.decide(requestId, decided);
        const detail = { requester: record.requesterName, certificateId };
        await tables.audit.append(auditEntry(ports, actor, { ...act, detail }));
        await tellRequester(ports, tables, { actor, record, kind: "request-approved", detail: "" });
      },
    },
  });
  return summaryOf(ports, actor, requestId);
}

/** The requester reads the reason. */
export async function refuseRequest(
  ports: Ports,
  actor: Actor,
  { requestId, reason }: RefuseRequestInput,
): Promise<RequestSummary> {
  await authorize(ports, actor, "request.decide", { action: "request.refuse", object: anyRequest });
  const record = await findRequest(ports, requestId);
  const act = { action: "request.refuse", object: requestObject(record) } as const;
  await authorize(ports, actor, "request.decide", { ...act, on: onCertificate(record) });
  return auditingRefusals(ports, actor, act, async () => {
    if (reason.trim() === "") throw new CaError("invalid", "Say why: the requester reads it.", { field: "reason" });
    await ports.store.transaction(async (tables) => {
      await lockPending(tables, requestId);
      await tables.requests.decide(requestId, { state: "refused", reason, ...by(ports, actor) });
      const detail = { requester: record.requesterName, reason: reason.slice(0, 500) };
      await tables.audit.append(auditEntry(ports, actor, { ...act, detail }));
      await tellRequester(ports, tables, { actor, record, kind: "request-refused", detail: reason });
    });
    return summaryOf(ports, actor, requestId);
  });
}

export const by = (ports: Ports, actor: Actor) => ({
  decidedAt: ports.clock(),
  decidedById: actor.id || null,
  decidedByName: actor.name,
});

/** Throws CaError("conflict") with who was quicker. */
export async function lockPending(tables: Tables, requestId: string): Promise<void> {
  const record = await tables.requests.lock(requestId);
  if (!record) throw noRequest();
  assertPending(record);
}

const states = { approved: "approved", refused: "refused", withdrawn: "taken back", closed: "closed" } as const;

function assertPending({ state, decidedByName }: RequestRecord): void {
  if (state === "pending") return;
  throw new CaError("conflict", `This request was ${states[state]} already, by ${decidedByName}.`);
}

interface Told {
  readonly actor: Actor;
  readonly record: RequestRecord;
  readonly kind: "request-approved" | "request-refused";
  readonly detail: string;
}

const tellRequester = (ports: Ports, tables: Tables, { actor, record, kind, detail }: Told) =>
  tell(ports, tables, { actor, to: [record.requesterId], kind, object: requestObject(record), detail });

async function summaryOf(ports: Ports, actor: Actor, requestId: string): Promise<RequestSummary> {
  const [summary] = await requestSummaries(ports, actor, [await findRequest(ports, requestId)]);
  return summary!;
}
