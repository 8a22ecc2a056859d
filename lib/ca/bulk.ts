/** Acts on many certificates: looked at first, then begun, watched, stopped and, for tags, taken back. */
import type {
  BulkItemsInput,
  BulkJobDetail,
  BulkJobSummary,
  BulkPreview,
  PreviewBulkInput,
  StartBulkInput,
} from "../contract/bulk";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { type AuditObject, auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import { bulkTitle, permissionFor, whyPassedOver } from "./bulk-plan";
import { certificateQuery } from "./certificate-query";
import { reachOf } from "./certificate-reach";
import { certificateSummaries } from "./certificate-summary";
import { newId } from "./identifier";
import { mayAct } from "./permission";
import type { BulkAct, BulkJob, BulkTable, CertificateTally, Ports } from "./ports";
import { isReasonFor } from "./revocation";
import { tagsFrom } from "./tag";

/** More at once is no longer one decision. */
const totalMax = 100_000;
const firstShown = 8;

const jobObject = (id: string, job: Pick<BulkJob, "act" | "total">): AuditObject => ({
  kind: "bulk-job",
  id,
  name: lowerFirst(bulkTitle(job)),
});
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const anyJob: AuditObject = { kind: "bulk-job", id: "", name: "" };

export async function previewBulk(ports: Ports, actor: Actor, input: PreviewBulkInput): Promise<BulkPreview> {
  await authorize(ports, actor, permissionFor[input.act], { action: "bulk.start", object: anyJob });
  const query = { ...certificateQuery(ports, actor, input.selection), cursor: null, limit: firstShown };
  const [tallies, { rows }] = await Promise.all([
    ports.store.certificates.tally(query, reachOf(actor, permissionFor[input.act])),
    ports.store.certificates.page(query),
  ]);
  const passedOver = new Map<string, number>();
  for (const tally of tallies) {
    const because = whyPassedOver(input.act, tally);
    if (because) passedOver.set(because, (passedOver.get(because) ?? 0) + tally.count);
  }
  const total = sum(tallies);
  return {
    total,
    affected: total - [...passedOver.values()].reduce((all, count) => all + count, 0),
    passedOver: [...passedOver].map(([because, count]) => ({ because, count })),
    first: await certificateSummaries(ports, rows),
  };
}

const sum = (tallies: readonly CertificateTally[]) => tallies.reduce((all, { count }) => all + count, 0);

/** The certificates are settled here, in one transaction; a job works through them afterwards. */
export async function startBulk(ports: Ports, actor: Actor, input: StartBulkInput): Promise<BulkJobSummary> {
  const attempt = { action: "bulk.start", object: anyJob } as const;
  await authorize(ports, actor, permissionFor[input.act.act], attempt);
  return auditingRefusals(ports, actor, { ...attempt, detail: { act: input.act.act } }, async () => {
    const act = checked(input.act);
    const query = { ...certificateQuery(ports, actor, input.selection), cursor: null, limit: 1 };
    if (input.expected > totalMax) throw tooMany();
    return begin(ports, actor, act, async (bulk, job) => {
      const total = await bulk.insert(job, query);
      if (total > totalMax) throw tooMany();
      if (total !== input.expected) {
        throw new CaError("conflict", `The view has changed: it holds ${total} certificates now. Look at it again.`);
      }
      return total;
    });
  });
}

const tooMany = () =>
  new CaError("invalid", `At most ${totalMax.toLocaleString("en")} certificates at once; narrow the view.`);

function checked(act: StartBulkInput["act"]): BulkAct {
  if (act.act === "revoke" && !isReasonFor(act.reason, false)) {
    throw new CaError("invalid", `${act.reason} is a reason for certificates of authorities only.`, {
      field: "reason",
    });
  }
  if (act.act !== "tag") return act;
  const [add, remove] = [tagsFrom(act.add), tagsFrom(act.remove)];
  if (add.length + remove.length === 0) throw new CaError("invalid", "Say which tags.", { field: "add" });
  return { act: "tag", add, remove };
}

type NewJob = Parameters<BulkTable["insert"]>[0];

async function begin(
  ports: Ports,
  actor: Actor,
  act: BulkAct,
  insert: (bulk: BulkTable, job: NewJob) => Promise<number>,
): Promise<BulkJobSummary> {
  const { id: actorId, name: actorName, address } = actor;
  const job: NewJob = { id: newId(ports), act, actorId, actorName, address, createdAt: ports.clock() };
  await ports.store.transaction(async (tables) => {
    const total = await insert(tables.bulk, job);
    const object = jobObject(job.id, { act, total });
    await tables.audit.append(auditEntry(ports, actor, { action: "bulk.start", object, detail: { ...act, total } }));
  });
  return summary(ports, await findJob(ports, actor, job.id));
}

/** Throws CaError("not-found"). Everybody sees their own jobs; who reads the audit log sees all of them. */
async function findJob(ports: Ports, actor: Actor, jobId: string): Promise<BulkJob> {
  const job = await ports.store.bulk.find(jobId);
  if (!job) throw new CaError("not-found", "There is no such job.", { field: "jobId" });
  if (!isOwn(job, actor)) {
    await authorize(ports, actor, "audit.read", { action: "bulk.read", object: jobObject(job.id, job) });
  }
  return job;
}

const isOwn = ({ actorId }: BulkJob, actor: Actor) => actor.kind === "user" && actor.id === actorId;

async function summary(ports: Ports, job: BulkJob): Promise<BulkJobSummary> {
  return {
    id: job.id,
    act: job.act.act,
    title: bulkTitle(job),
    actor: job.actorName,
    state: job.state,
    because: job.because,
    total: job.total,
    counts: await ports.store.bulk.counts(job.id),
    createdAt: job.createdAt.toISOString(),
    finishedAt: job.finishedAt?.toISOString() ?? null,
  };
}

const listed = 20;

/** Their own, latest first; on request only those that run. */
export async function listBulk(
  ports: Ports,
  actor: Actor,
  { running }: { readonly running: boolean },
): Promise<readonly BulkJobSummary[]> {
  await authorize(ports, actor, "certificate.read-own", { action: "bulk.read", object: anyJob });
  const jobs = await ports.store.bulk.listOf(actor.id, listed);
  const shown = running ? jobs.filter(({ state }) => state === "running") : jobs;
  return Promise.all(shown.map((job) => summary(ports, job)));
}

export async function inspectBulk(ports: Ports, actor: Actor, input: BulkItemsInput): Promise<BulkJobDetail> {
  await authorize(ports, actor, "certificate.read-own", { action: "bulk.read", object: anyJob });
  const job = await findJob(ports, actor, input.jobId);
  const states = input.state ? [input.state] : [];
  const { after, limit } = input;
  const items = await ports.store.bulk.items(job.id, { states, after, limit: limit + 1 });
  const shown = items.slice(0, limit);
  return {
    ...(await summary(ports, job)),
    items: shown.map(({ outcome, ...item }) => ({ ...item, successorId: outcome.successorId ?? null })),
    nextAfter: items.length > limit ? (shown.at(-1)?.position ?? null) : null,
    may: {
      cancel: job.state === "running" && mayStop(job, actor),
      undo: job.state !== "running" && job.act.act === "tag" && mayAct(actor, "certificate.edit"),
    },
  };
}

/** Whoever began it, and administrators. */
const mayStop = (job: BulkJob, actor: Actor) => isOwn(job, actor) || mayAct(actor, "bulk.stop");

/** What is done stays done; nothing further is begun. A job that has ended already is left as it is. */
export async function cancelBulk(
  ports: Ports,
  actor: Actor,
  { jobId }: { readonly jobId: string },
): Promise<BulkJobSummary> {
  await authorize(ports, actor, "certificate.read-own", { action: "bulk.cancel", object: anyJob });
  const job = await findJob(ports, actor, jobId);
  const act = { action: "bulk.cancel", object: jobObject(job.id, job) } as const;
  if (!isOwn(job, actor)) await authorize(ports, actor, "bulk.stop", act);
  return auditingRefusals(ports, actor, act, async () => {
    await ports.store.transaction(async (tables) => {
      const end = { state: "cancelled", because: `${actor.name} stopped it.`, at: ports.clock() } as const;
      if (await tables.bulk.finish(job.id, end)) await tables.audit.append(auditEntry(ports, actor, act));
    });
    return summary(ports, await findJob(ports, actor, jobId));
  });
}

/** Exactly what the job changed, certificate by certificate; what others changed since stays. */
export async function undoBulk(
  ports: Ports,
  actor: Actor,
  { jobId }: { readonly jobId: string },
): Promise<BulkJobSummary> {
  const attempt = { action: "bulk.start", object: anyJob } as const;
  await authorize(ports, actor, "certificate.edit", attempt);
  const job = await findJob(ports, actor, jobId);
  return auditingRefusals(ports, actor, { ...attempt, object: jobObject(job.id, job) }, async () => {
    if (job.act.act !== "tag" || job.state === "running") {
      throw new CaError("conflict", "Only changes of tags are taken back, once the job has ended.");
    }
    return begin(ports, actor, { act: "undo-tag", ofJobId: job.id }, (bulk, made) => bulk.insertUndo(made, job.id));
  });
}
