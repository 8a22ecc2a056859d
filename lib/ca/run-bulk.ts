/**
 * Works through acts on many certificates, each through its ordinary use case, in the name of whoever began it and with
 * the rights they have by then. Safe to stop and to run in several processes: a job belongs to one at a time, and what
 * a process did but could not note before it ended is not done twice.
 */
import { isCaError } from "../errors";
import type { Actor } from "./actor";
import { systemActor } from "./audit-entry";
import { bulkFacts, bulkTitle, permissionFor, whyPassedOver } from "./bulk-plan";
import { reachOf } from "./certificate-reach";
import { changeTags } from "./edit-certificate";
import { tell } from "./notice";
import type { BulkItem, BulkJob, BulkOutcome, CertificateRecord, Ports } from "./ports";
import { findCertificate } from "./read-certificate";
import { renewCertificate } from "./renew";
import { revokeCertificate } from "./revoke";

const leaseSeconds = 60;
const batch = 50;

export interface BulkWorker {
  /** Of this process, unlike any other's. */
  readonly holder: string;
  /** When to stop and give other jobs, and the end of the process, a chance. */
  readonly shouldStop: () => boolean;
}

/** Returns when nothing is to be done, or when it should stop. Throws after the fact what nobody expected. */
export async function runBulk(ports: Ports, worker: BulkWorker): Promise<void> {
  const unexpected: unknown[] = [];
  while (!worker.shouldStop()) {
    const job = await ports.store.bulk.claim(worker.holder, leaseSeconds);
    if (!job) break;
    try {
      await workOn(ports, worker, { job, unexpected });
    } finally {
      await ports.store.bulk.release(job.id, worker.holder);
    }
  }
  if (unexpected.length) throw new AggregateError(unexpected);
}

interface Work {
  readonly job: BulkJob;
  readonly unexpected: unknown[];
}

async function workOn(ports: Ports, { holder, shouldStop }: BulkWorker, { job, unexpected }: Work): Promise<void> {
  const { bulk } = ports.store;
  const waiting = { states: ["waiting"], after: 0, limit: batch } as const;
  for (let items = await bulk.items(job.id, waiting); items.length > 0; items = await bulk.items(job.id, waiting)) {
    const actor = await actorOf(ports, job);
    if (!actor) {
      const because = `${job.actorName} no longer has an account that may act.`;
      await bulk.finish(job.id, { state: "cancelled", because, at: ports.clock() });
      return;
    }
    for (const item of items) {
      if (shouldStop() || !(await bulk.extend(job.id, holder, leaseSeconds))) return;
      await bulk.settle(job.id, {
        position: item.position,
        ...(await settled(ports, { job, item, actor, unexpected })),
      });
    }
  }
  await finish(ports, job);
}

/** Once, by whichever process comes to the end of it; whoever began it is told. */
async function finish(ports: Ports, job: BulkJob): Promise<void> {
  await ports.store.transaction(async (tables) => {
    if (!(await tables.bulk.finish(job.id, { state: "done", because: "", at: ports.clock() }))) return;
    const { done, skipped, refused } = await tables.bulk.counts(job.id);
    const detail = `${done} done, ${skipped} passed over, ${refused} refused`;
    const object = { kind: "bulk-job", id: job.id, name: bulkTitle(job) } as const;
    const telling = { to: [job.actorId], kind: "job-finished", object, detail } as const;
    await tell(ports, tables, { actor: systemActor, ...telling });
  });
}

/** Grants and account as they are now; null when there is nobody any more. */
async function actorOf(ports: Ports, { actorId, address }: BulkJob): Promise<Actor | null> {
  const user = await ports.store.users.find(actorId);
  if (!user || user.disabledAt !== null) return null;
  return { kind: "user", id: user.id, name: user.email, grants: user.grants, door: "job", address };
}

interface One extends Work {
  readonly item: BulkItem;
  readonly actor: Actor;
}

type Settled = Pick<BulkItem, "state" | "because" | "outcome">;

async function settled(ports: Ports, one: One): Promise<Settled> {
  try {
    const record = await findCertificate(ports, one.item.certificateId);
    const renewed = await renewedByThis(ports, record, one.job);
    if (renewed) return { state: "done", because: "", outcome: { successorId: renewed } };
    const reach = reachOf(one.actor, permissionFor[one.job.act.act]);
    const because = whyPassedOver(one.job.act.act, bulkFacts(record, reach, ports.clock()));
    if (because) return { state: "skipped", because, outcome: {} };
    return { state: "done", because: "", outcome: await act(ports, one) };
  } catch (error) {
    // The database is away: nothing is known to be done, so the item waits.
    if (isCaError(error) && error.code === "unavailable") throw error;
    if (!isCaError(error)) one.unexpected.push(error);
    const because = isCaError(error) ? error.detail : "Something went wrong here; the server’s log has it.";
    return { state: "refused", because, outcome: {} };
  }
}

/** What a process that ended in between has renewed already. */
async function renewedByThis(ports: Ports, { successorId }: CertificateRecord, job: BulkJob): Promise<string | null> {
  if (job.act.act !== "renew" || successorId === null) return null;
  const successor = await findCertificate(ports, successorId);
  return successor.issuedById === job.actorId && successor.createdAt >= job.createdAt ? successorId : null;
}

async function act(ports: Ports, { job, item, actor }: One): Promise<BulkOutcome> {
  const { certificateId } = item;
  switch (job.act.act) {
    case "renew": {
      const renewed = await renewCertificate(ports, actor, { certificateId, validity: { kind: "default" }, key: null });
      return { successorId: renewed.certificate.id };
    }
    case "revoke":
      await revokeCertificate(ports, actor, { certificateId, reason: job.act.reason, alsoIds: [], confirmName: "" });
      return {};
    case "tag":
      return changeTags(ports, actor, { certificateId, add: job.act.add, remove: job.act.remove });
    case "undo-tag": {
      const before = await ports.store.bulk.item(job.act.ofJobId, certificateId);
      const { added = [], removed = [] } = before?.outcome ?? {};
      return changeTags(ports, actor, { certificateId, add: removed, remove: added });
    }
  }
}
