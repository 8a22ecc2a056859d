import type { AuthorityState, StandingTable } from "../ca/ports";
import type { Database } from "./database";

/** Sorted, so that two transactions which want several wait for each other in one order only. */
const locksOf = ({ authorityIds, spkiSha256s }: Parameters<StandingTable["lock"]>[0]): string[] =>
  [...new Set([...authorityIds.map((id) => `authority ${id}`), ...spkiSha256s.map((key) => `key ${key}`)])].sort();

/**
 * Advisory locks rather than row locks: they exist for keys that no row knows yet, they write nothing, a CRL that is
 * being made holds up no certificate, and waiting is fair, so that a stream of certificates cannot starve a revocation.
 * Raw: Prisma knows neither advisory locks nor EXISTS in a select list.
 */
export function standingTable(database: Database): StandingTable {
  return {
    async hold({ authorityIds, spkiSha256 }) {
      const locks = locksOf({ authorityIds, spkiSha256s: [spkiSha256] });
      await database.$executeRaw`
        SELECT pg_advisory_xact_lock_shared(hashtextextended(name, 0)) FROM unnest(${locks}::text[]) name`;
      // A statement of its own: its snapshot is taken after the locks are held.
      const rows = await database.$queryRaw<{ id: string | null; state: AuthorityState | null; isBlocked: boolean }[]>`
        SELECT a.id, a.state, b.spki_sha256 IS NOT NULL AS "isBlocked"
        FROM (SELECT 1) one
          LEFT JOIN blocked_keys b ON b.spki_sha256 = ${spkiSha256}
          LEFT JOIN authorities a ON a.id = ANY (${[...authorityIds]}::text[])`;
      return {
        isBlocked: rows.some(({ isBlocked }) => isBlocked),
        states: new Map(rows.flatMap(({ id, state }) => (id && state ? [[id, state] as const] : []))),
      };
    },
    async lock(facts) {
      const locks = locksOf(facts);
      await database.$executeRaw`
        SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(${locks}::text[]) name`;
    },
  };
}
