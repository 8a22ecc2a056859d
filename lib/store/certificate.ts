import type { CertificateRecord, CertificateTable, RevokedRow } from "../ca/ports";
import { CaError } from "../errors";
import { activityPerDay, countsByAuthority, expiryPerDay, marks, tally } from "./certificate-count";
import { certificateColumns, certificateRow } from "./certificate-row";
import { certificatePage, searchCertificates } from "./certificate-search";
import { suggestCertificates } from "./certificate-suggest";
import type { Database } from "./database";
import { Prisma } from "./generated/client";

export function certificateTable(database: Database): CertificateTable {
  // Raw: one statement reads the successor too.
  const select = (where: Prisma.Sql) =>
    database.$queryRaw<CertificateRecord[]>`SELECT ${certificateColumns} FROM certificates c WHERE ${where}`;
  const find = async (id: string) => (await select(Prisma.sql`c.id = ${id}`))[0] ?? null;
  return {
    find,
    async insert(record) {
      await database.certificate.create({ data: certificateRow(record) });
    },
    findBySerial: async (authorityId, serial) =>
      (await select(Prisma.sql`c.authority_id = ${authorityId} AND c.serial = ${serial}`))[0] ?? null,
    findBySpki: (spkiSha256) => select(Prisma.sql`c.spki_sha256 = ${spkiSha256} ORDER BY c.created_at, c.id`),
    async lock(id) {
      // Raw: Prisma cannot lock rows.
      await database.$queryRaw`SELECT 1 FROM certificates WHERE id = ${id} FOR NO KEY UPDATE`;
      return find(id);
    },
    async setRevocation(id, revocation) {
      const { count } = await database.certificate.updateMany({
        where: { id },
        data: { revokedAt: revocation?.revokedAt ?? null, revocationReason: revocation?.reason ?? null },
      });
      if (count === 0) throw new CaError("not-found", "There is no such certificate.");
    },
    async setOwnerAndTags(id, { owner, tags }) {
      const { count } = await database.certificate.updateMany({ where: { id }, data: { owner, tags: [...tags] } });
      if (count === 0) throw new CaError("not-found", "There is no such certificate.");
    },
    search: (query) => searchCertificates(database, query),
    page: (query) => certificatePage(database, query),
    tally: (query, reach) => tally(database, query, reach),
    marks: (limit, within) => marks(database, limit, within),
    activityPerDay: (from, days, within) => activityPerDay(database, { from, days, within }),
    suggest: (query) => suggestCertificates(database, query),
    revoked: (authorityId, listedUntil) => revokedRows(database, authorityId, listedUntil),
    async latestNotAfter(authorityId) {
      const [row] = await database.$queryRaw<[{ latest: Date | null }]>`
        SELECT max(c.not_after) AS latest FROM certificates c
        WHERE c.authority_id = ${authorityId}
          AND c.id IS DISTINCT FROM (SELECT certificate_id FROM authorities WHERE id = ${authorityId})`;
      return row.latest;
    },
    countsByAuthority: (now, counted) => countsByAuthority(database, now, counted),
    expiryPerDay: (from, days, within) => expiryPerDay(database, { from, days, within }),
  };
}

/** Raw: one text instead of a hundred thousand rows, which the client would take seconds to decode. */
async function revokedRows(database: Database, authorityId: string, listedUntil: Date): Promise<RevokedRow[]> {
  const [all] = await database.$queryRaw<[{ entries: string | null }]>`
    SELECT string_agg(
      concat_ws(' ', serial, floor(extract(epoch FROM revoked_at) * 1000)::bigint, revocation_reason), ','
      ORDER BY revoked_at, serial) AS entries
    FROM certificates
    WHERE authority_id = ${authorityId} AND revoked_at IS NOT NULL
      AND (not_after > ${listedUntil}::timestamptz OR revoked_at > ${listedUntil}::timestamptz)`;
  if (all.entries === null) return [];
  return all.entries.split(",").map((entry) => {
    const [serial, milliseconds, reason] = entry.split(" ") as [string, string, RevokedRow["reason"]];
    return { serial, revokedAt: new Date(Number(milliseconds)), reason };
  });
}
