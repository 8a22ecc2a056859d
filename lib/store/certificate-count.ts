/** Aggregates for the overview. Raw SQL: Prisma has no FILTER and no generate_series. */
import type {
  CertificateQuery,
  CertificateReach,
  CertificateStatus,
  CertificateTable,
  CertificateTally,
  CountedCertificates,
} from "../ca/ports";
import { filterOf, isWithin } from "./certificate-filter";
import { hasStatus } from "./certificate-status";
import type { Database } from "./database";
import { Prisma } from "./generated/client";

export async function countsByAuthority(
  database: Database,
  now: Date,
  { within, authorityId = null }: CountedCertificates,
): ReturnType<CertificateTable["countsByAuthority"]> {
  const only = authorityId === null ? Prisma.sql`TRUE` : Prisma.sql`c.authority_id = ${authorityId}`;
  const count = (status: CertificateStatus) => Prisma.sql`count(*) FILTER (WHERE ${hasStatus(status, now)})::int`;
  const rows = await database.$queryRaw<
    { authorityId: string; valid: number; expiring: number; expired: number; revoked: number }[]
  >`
    SELECT c.authority_id AS "authorityId", ${count("valid")} AS valid, ${count("expiring")} AS expiring,
      ${count("expired")} AS expired, count(c.revoked_at)::int AS revoked
    FROM certificates c WHERE c.kind <> 'authority' AND ${only} AND ${isWithin(within)} GROUP BY c.authority_id`;
  return new Map(rows.map(({ authorityId, ...counts }) => [authorityId, counts]));
}

export interface Days {
  readonly from: Date;
  readonly days: number;
  readonly within: CertificateReach;
}

export async function expiryPerDay(database: Database, { from, days, within }: Days): Promise<number[]> {
  const midnight = midnightOf(from);
  const rows = await database.$queryRaw<DayCount[]>`
    SELECT floor(extract(epoch FROM not_after - ${midnight}::timestamptz) / 86400)::int AS day, count(*)::int AS count
    FROM certificates c
    WHERE kind <> 'authority' AND revoked_at IS NULL AND ${isWithin(within)} AND not_after >= ${from}::timestamptz
      AND not_after < ${midnight}::timestamptz + ${days} * interval '24 hours'
    GROUP BY 1`;
  return spread(rows, days);
}

interface DayCount {
  readonly day: number;
  readonly count: number;
}

const midnightOf = (time: Date) => new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate()));

function spread(rows: readonly DayCount[], days: number): number[] {
  const perDay = new Array<number>(days).fill(0);
  for (const { day, count } of rows) perDay[day] = count;
  return perDay;
}

export async function activityPerDay(
  database: Database,
  { from, days, within }: Days,
): ReturnType<CertificateTable["activityPerDay"]> {
  const midnight = midnightOf(from);
  const count = (column: Prisma.Sql) => database.$queryRaw<DayCount[]>`
    SELECT floor(extract(epoch FROM ${column} - ${midnight}::timestamptz) / 86400)::int AS day, count(*)::int AS count
    FROM certificates c
    WHERE c.kind <> 'authority' AND ${isWithin(within)} AND ${column} >= ${midnight}::timestamptz
      AND ${column} < ${midnight}::timestamptz + ${days} * interval '24 hours'
    GROUP BY 1`;
  const [issued, revoked] = await Promise.all([count(Prisma.sql`c.created_at`), count(Prisma.sql`c.revoked_at`)]);
  return { issued: spread(issued, days), revoked: spread(revoked, days) };
}

export function tally(
  database: Database,
  query: CertificateQuery,
  reach: CertificateReach,
): Promise<CertificateTally[]> {
  const statuses: readonly CertificateStatus[] = ["valid", "expiring", "expired", "revoked", "hold"];
  const named = statuses.map((status) => Prisma.sql`WHEN ${hasStatus(status, query.now)} THEN ${status}`);
  return database.$queryRaw<CertificateTally[]>`
    SELECT c.kind = 'authority' AS "isAuthority", CASE ${Prisma.join(named, " ")} END AS status,
      EXISTS (SELECT 1 FROM certificates s WHERE s.predecessor_id = c.id) AS "hasSuccessor",
      ${isWithin(reach)} AS "isReached", count(*)::int AS count
    FROM certificates c WHERE ${filterOf(query)} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;
}

/**
 * Owners by a loose scan of their index, one step per owner; tags from the list's index. Whoever reaches only a part has
 * both read from the list's index: a step of the loose scan could pass over any number of others' certificates.
 */
export async function marks(
  database: Database,
  limit: number,
  within: CertificateReach,
): ReturnType<CertificateTable["marks"]> {
  const [owners, tags] = await Promise.all([
    database.$queryRaw<{ owner: string }[]>(within === "everything" ? everyOwner(limit) : ownersWithin(limit, within)),
    database.$queryRaw<{ tag: string }[]>`
      SELECT DISTINCT tag FROM certificates c, unnest(c.tags) AS tag
      WHERE c.tags <> '{}' AND ${isWithin(within)} ORDER BY tag LIMIT ${limit}`,
  ]);
  return { owners: owners.map(({ owner }) => owner), tags: tags.map(({ tag }) => tag) };
}

const everyOwner = (limit: number) => Prisma.sql`
  WITH RECURSIVE step AS (
    (SELECT c.owner FROM certificates c WHERE c.owner IS NOT NULL ORDER BY c.owner LIMIT 1)
    UNION ALL
    SELECT (SELECT c.owner FROM certificates c WHERE c.owner > step.owner ORDER BY c.owner LIMIT 1)
    FROM step WHERE step.owner IS NOT NULL)
  SELECT owner FROM step WHERE owner IS NOT NULL LIMIT ${limit}`;

const ownersWithin = (limit: number, within: CertificateReach) => Prisma.sql`
  SELECT DISTINCT c.owner FROM certificates c
  WHERE c.owner IS NOT NULL AND ${isWithin(within)} ORDER BY c.owner LIMIT ${limit}`;
