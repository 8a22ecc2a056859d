/**
 * The certificates screen. Raw SQL throughout: Prisma has neither LIKE over a trigram index nor row comparison for
 * keyset pages nor arithmetic between columns.
 */
import type { CertificatePage, CertificateQuery, CertificateRecord } from "../ca/ports";
import { decodeCursor, encodeCursor } from "./certificate-cursor";
import { certificateColumns } from "./certificate-row";
import { hasStatus } from "./certificate-status";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { issuedUnder } from "./profile-filter";
import { storable } from "./storable";

type SearchRow = CertificateRecord & { readonly sortName: string };

/** Counting stops here: nobody pages past it, and counting millions would cost more than the page itself. */
const countMax = 10_001;

const orders = {
  created: Prisma.sql`c.created_at DESC, c.id DESC`,
  expiry: Prisma.sql`c.not_after ASC, c.id ASC`,
  name: Prisma.sql`c.sort_name ASC, c.id ASC`,
} satisfies Record<CertificateQuery["sort"], Prisma.Sql>;

export async function searchCertificates(database: Database, query: CertificateQuery): Promise<CertificatePage> {
  const filter = filterOf(query);
  const page = query.cursor === null ? filter : Prisma.sql`${filter} AND ${afterCursor(query.cursor, query.sort)}`;
  const found = await database.$queryRaw<SearchRow[]>`
    SELECT ${certificateColumns}, c.sort_name AS "sortName" FROM certificates c
    WHERE ${page} ORDER BY ${orders[query.sort]} LIMIT ${query.limit + 1}`;
  const [total] = await database.$queryRaw<[{ count: bigint }]>`
    SELECT count(*) AS count FROM (SELECT 1 FROM certificates c WHERE ${filter} LIMIT ${countMax}) counted`;
  const shown = found.slice(0, query.limit);
  const last = found.length > query.limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map(({ sortName: _, ...row }) => row),
    nextCursor: last === undefined ? null : cursorAt(last, query.sort),
    totalUpTo10001: Number(total.count),
  };
}

function filterOf(query: CertificateQuery): Prisma.Sql {
  const all: Prisma.Sql[] = [Prisma.sql`true`];
  const named = textConditions(query);
  if (named.length > 0) all.push(Prisma.sql`(${Prisma.join(named, " OR ")})`);
  if (query.statuses.length > 0)
    all.push(
      Prisma.sql`(${Prisma.join(
        query.statuses.map((status) => hasStatus(status, query.now)),
        " OR ",
      )})`,
    );
  if (query.authorityIds.length > 0) all.push(Prisma.sql`c.authority_id = ANY (${[...query.authorityIds]}::text[])`);
  if (query.profileIds.length > 0) all.push(issuedUnder(query.profileIds));
  if (query.kinds.length > 0) all.push(Prisma.sql`c.kind = ANY (${[...query.kinds]}::text[])`);
  if (query.issuedById !== null) all.push(Prisma.sql`c.issued_by_id = ${query.issuedById}`);
  if (query.expiresBefore !== null) all.push(Prisma.sql`c.not_after < ${query.expiresBefore}::timestamptz`);
  return Prisma.join(all, " AND ");
}

/** One box on the screen: what was typed may be a name, a serial and a fingerprint at once, so any reading may match. */
function textConditions({ text, serials, fingerprint }: CertificateQuery): Prisma.Sql[] {
  const any: Prisma.Sql[] = [];
  const wanted = text === null ? "" : storable(text.trim()).toLowerCase();
  if (wanted !== "") any.push(Prisma.sql`c.search_text LIKE ${`%${wanted.replace(/[\\%_]/g, "\\$&")}%`}`);
  if (serials.length > 0) any.push(Prisma.sql`c.serial = ANY (${[...serials]}::text[])`);
  if (fingerprint !== null)
    any.push(Prisma.sql`(c.sha256 = ${fingerprint} OR c.sha1 = ${fingerprint} OR c.spki_sha256 = ${fingerprint})`);
  return any;
}

function afterCursor(cursor: string, sort: CertificateQuery["sort"]): Prisma.Sql {
  const { key, id } = decodeCursor(cursor, sort);
  const conditions = {
    created: Prisma.sql`(c.created_at, c.id) < (${key}::timestamptz, ${id})`,
    expiry: Prisma.sql`(c.not_after, c.id) > (${key}::timestamptz, ${id})`,
    name: Prisma.sql`(c.sort_name, c.id) > (${key}, ${id})`,
  } satisfies Record<CertificateQuery["sort"], Prisma.Sql>;
  return conditions[sort];
}

function cursorAt(row: SearchRow, sort: CertificateQuery["sort"]): string {
  const keys = {
    created: row.createdAt.toISOString(),
    expiry: row.notAfter.toISOString(),
    name: row.sortName,
  } satisfies Record<CertificateQuery["sort"], string>;
  return encodeCursor({ sort, key: keys[sort], id: row.id });
}
