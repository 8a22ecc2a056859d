/** Acts on many certificates. Raw SQL where one statement makes a hundred thousand items, or SKIP LOCKED is needed. */
import type { BulkAct, BulkItem, BulkItemState, BulkJob, BulkState, BulkTable } from "../ca/ports";
import { filterOf } from "./certificate-filter";
import { orders } from "./certificate-search";
import type { Database } from "./database";
import type { BulkItem as ItemRow, BulkJob as JobRow } from "./generated/client";
import { Prisma } from "./generated/client";
import { storable, storableJson } from "./storable";

type NewJob = Parameters<BulkTable["insert"]>[0];

export function bulkTable(database: Database): BulkTable {
  const find = async (id: string) => {
    const row = await database.bulkJob.findUnique({ where: { id } });
    return row === null ? null : jobFromRow(row);
  };
  return {
    find,
    async insert(job, query) {
      await insertJob(database, job);
      const total = await database.$executeRaw`
        INSERT INTO bulk_items (job_id, position, certificate_id, name, state, because, outcome)
        SELECT ${job.id}, row_number() OVER (ORDER BY ${orders[query.sort]}), c.id, c.display_name, 'waiting', '', '{}'
        FROM certificates c WHERE ${filterOf(query)}`;
      return setTotal(database, job.id, total);
    },
    async insertUndo(job, ofJobId) {
      await insertJob(database, job);
      const total = await database.$executeRaw`
        INSERT INTO bulk_items (job_id, position, certificate_id, name, state, because, outcome)
        SELECT ${job.id}, position, certificate_id, name, 'waiting', '', '{}'
        FROM bulk_items WHERE job_id = ${ofJobId} AND state = 'done'`;
      return setTotal(database, job.id, total);
    },
    async counts(id) {
      const groups = await database.bulkItem.groupBy({ by: ["state"], where: { jobId: id }, _count: true });
      const none = { waiting: 0, done: 0, skipped: 0, refused: 0 };
      return { ...none, ...Object.fromEntries(groups.map(({ state, _count }) => [state, _count])) };
    },
    async listOf(actorId, limit) {
      const rows = await database.bulkJob.findMany({ where: { actorId }, orderBy: { createdAt: "desc" }, take: limit });
      return rows.map(jobFromRow);
    },
    async items(id, { states, after, limit }) {
      const state = states.length > 0 ? { in: [...states] } : undefined;
      const where = { jobId: id, state, position: { gt: after } };
      return (await database.bulkItem.findMany({ where, orderBy: { position: "asc" }, take: limit })).map(itemFromRow);
    },
    async item(id, certificateId) {
      const row = await database.bulkItem.findFirst({ where: { jobId: id, certificateId } });
      return row === null ? null : itemFromRow(row);
    },
    async claim(holder, leaseSeconds) {
      const [claimed] = await database.$queryRaw<{ id: string }[]>`
        UPDATE bulk_jobs SET lease_holder = ${holder}, lease_until = ${afterSeconds(leaseSeconds)}
        WHERE id = (
          SELECT id FROM bulk_jobs WHERE state = 'running' AND (lease_until IS NULL OR lease_until <= now())
          ORDER BY lease_until NULLS FIRST, created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id`;
      return claimed ? find(claimed.id) : null;
    },
    async extend(id, holder, leaseSeconds) {
      const count = await database.$executeRaw`
        UPDATE bulk_jobs SET lease_until = ${afterSeconds(leaseSeconds)}
        WHERE id = ${id} AND lease_holder = ${holder} AND state = 'running'`;
      return count === 1;
    },
    async settle(id, { position, state, because, outcome }) {
      const data = { state, because: storable(because), outcome: storableJson(outcome) as Prisma.InputJsonObject };
      await database.bulkItem.update({ where: { jobId_position: { jobId: id, position } }, data });
    },
    async release(id, holder) {
      await database.$executeRaw`
        UPDATE bulk_jobs SET lease_holder = NULL, lease_until = now() WHERE id = ${id} AND lease_holder = ${holder}`;
    },
    async finish(id, { state, because, at }) {
      const { count } = await database.bulkJob.updateMany({
        where: { id, state: "running" },
        data: { state, because: storable(because), finishedAt: at, leaseHolder: null },
      });
      return count === 1;
    },
    async deleteFinishedBefore(before) {
      const { count } = await database.bulkJob.deleteMany({ where: { finishedAt: { lt: before } } });
      return count;
    },
  };
}

/** By the database's clock, which all holders share. */
const afterSeconds = (seconds: number) => Prisma.sql`now() + ${seconds} * interval '1 second'`;

async function insertJob(database: Database, { act, actorName, ...job }: NewJob): Promise<void> {
  const { act: name, ...parameters } = act;
  const given = { act: name, parameters: storableJson(parameters) as Prisma.InputJsonObject };
  const unfinished = { total: 0, state: "running", because: "" };
  await database.bulkJob.create({ data: { ...job, ...given, ...unfinished, actorName: storable(actorName) } });
}

async function setTotal(database: Database, id: string, total: number): Promise<number> {
  await database.bulkJob.update({ where: { id }, data: { total } });
  return total;
}

function jobFromRow(row: JobRow): BulkJob {
  const { parameters, act, leaseHolder: _, leaseUntil: __, ...rest } = row;
  return { ...rest, state: row.state as BulkState, act: { act, ...(parameters as object) } as BulkAct };
}

function itemFromRow({ jobId: _, ...row }: ItemRow): BulkItem {
  return { ...row, state: row.state as BulkItemState, outcome: row.outcome as BulkItem["outcome"] };
}
