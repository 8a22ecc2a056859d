import type { CrlRecord, CrlTable } from "../ca/ports";
import type { Database } from "./database";
import { octets } from "./octets";

/** A burst of revocations makes one CRL after the other, and a large one is megabytes. */
const crlsWithBytesMax = 10;

export function crlTable(database: Database): CrlTable {
  return {
    // That numbers only grow is the work of a trigger, which holds for concurrent inserts too.
    async insert(crl) {
      await database.crl.create({ data: { ...crl, der: octets(crl.der) } });
      // Raw: Prisma cannot say “the one this many places back”. Each insert drops one, so no more than these are kept.
      await database.$executeRaw`
        UPDATE crls SET der = NULL
        WHERE authority_id = ${crl.authorityId} AND number = (
          SELECT number FROM crls WHERE authority_id = ${crl.authorityId}
          ORDER BY number DESC OFFSET ${crlsWithBytesMax} LIMIT 1)`;
    },
    async latest(authorityId) {
      const row = await database.crl.findFirst({ where: { authorityId }, orderBy: { number: "desc" } });
      return row === null || row.der === null ? null : { ...row, der: row.der };
    },
    latestOfAll() {
      // Raw: DISTINCT ON takes one row per authority from the primary key; Prisma would sort in memory.
      return database.$queryRaw<Omit<CrlRecord, "der">[]>`
        SELECT DISTINCT ON (authority_id) authority_id AS "authorityId", number, this_update AS "thisUpdate",
               next_update AS "nextUpdate", entry_count AS "entryCount", sha256
        FROM crls ORDER BY authority_id, number DESC`;
    },
    async dropBytesBefore(before) {
      // Raw: Prisma cannot compare a row with others of its table.
      await database.$executeRaw`
        UPDATE crls SET der = NULL
        WHERE der IS NOT NULL AND this_update < ${before}::timestamptz
          AND number < (SELECT max(later.number) FROM crls later WHERE later.authority_id = crls.authority_id)`;
    },
  };
}
