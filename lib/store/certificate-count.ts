/** Aggregates for the overview. Raw SQL: Prisma has no FILTER and no generate_series. */
import type { CertificateStatus, CertificateTable } from "../ca/ports";
import { hasStatus } from "./certificate-status";
import type { Database } from "./database";
import { Prisma } from "./generated/client";

export async function countsByAuthority(
  database: Database,
  now: Date,
): ReturnType<CertificateTable["countsByAuthority"]> {
  const count = (status: CertificateStatus) => Prisma.sql`count(*) FILTER (WHERE ${hasStatus(status, now)})::int`;
  const rows = await database.$queryRaw<
    { authorityId: string; valid: number; expiring: number; expired: number; revoked: number }[]
  >`
    SELECT c.authority_id AS "authorityId", ${count("valid")} AS valid, ${count("expiring")} AS expiring,
      ${count("expired")} AS expired, count(c.revoked_at)::int AS revoked
    FROM certificates c WHERE c.kind <> 'authority' GROUP BY c.authority_id`;
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
