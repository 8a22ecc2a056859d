/** Aggregates for the overview. Raw SQL: Prisma has no FILTER and no generate_series. */
import type { CertificateTable } from "../ca/ports";
import type { Database } from "./database";

export async function countsByAuthority(
  database: Database,
  now: Date,
  expiringBefore: Date,
): ReturnType<CertificateTable["countsByAuthority"]> {
  const rows = await database.$queryRaw<
    { authorityId: string; valid: number; expiring: number; expired: number; revoked: number }[]
  >`
    SELECT authority_id AS "authorityId",
      count(*) FILTER (WHERE revoked_at IS NULL AND not_after >= ${now}::timestamptz
        AND not_after >= ${expiringBefore}::timestamptz)::int AS valid,
      count(*) FILTER (WHERE revoked_at IS NULL AND not_after >= ${now}::timestamptz
        AND not_after < ${expiringBefore}::timestamptz)::int AS expiring,
      count(*) FILTER (WHERE revoked_at IS NULL AND not_after < ${now}::timestamptz)::int AS expired,
      count(*) FILTER (WHERE revoked_at IS NOT NULL)::int AS revoked
    FROM certificates WHERE kind <> 'authority' GROUP BY authority_id`;
  return new Map(rows.map(({ authorityId, ...counts }) => [authorityId, counts]));
}

export async function expiryPerDay(database: Database, from: Date, days: number): Promise<number[]> {
  const midnight = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate()));
  const rows = await database.$queryRaw<{ day: number; count: number }[]>`
    SELECT floor(extract(epoch FROM not_after - ${midnight}::timestamptz) / 86400)::int AS day, count(*)::int AS count
    FROM certificates
    WHERE kind <> 'authority' AND revoked_at IS NULL AND not_after >= ${from}::timestamptz
      AND not_after < ${midnight}::timestamptz + ${days} * interval '24 hours'
    GROUP BY 1`;
  const perDay = new Array<number>(days).fill(0);
  for (const { day, count } of rows) perDay[day] = count;
  return perDay;
}
