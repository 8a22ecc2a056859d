/**
 * The certificates screen. Raw SQL throughout: Prisma has neither LIKE over a trigram index nor row comparison for
 * keyset pages nor arithmetic between columns.
 */
import type { CertificatePage, CertificateQuery, CertificateRecord } from "../ca/ports";
import { decodeCursor, encodeCursor } from "./certificate-cursor";
import { filterOf } from "./certificate-filter";
import { certificateColumns } from "./certificate-row";
import type { Database } from "./database";
import { Prisma } from "./generated/client";

type SearchRow = CertificateRecord & { readonly sortName: string };

/** Counting stops here: nobody pages past it, and counting millions would cost more than the page itself. */
const countMax = 10_001;

/** By the names of the sorts; on `certificates c`. */
export const orders = {
  created: Prisma.sql`c.created_at DESC, c.id DESC`,
  expiry: Prisma.sql`c.not_after ASC, c.id ASC`,
  name: Prisma.sql`c.sort_name ASC, c.id ASC`,
} satisfies Record<CertificateQuery["sort"], Prisma.Sql>;

export async function searchCertificates(database: Database, query: CertificateQuery): Promise<CertificatePage> {
  const [page, [total]] = await Promise.all([
    certificatePage(database, query),
    database.$queryRaw<[{ count: bigint }]>(totalSql(query)),
  ]);
  return { ...page, totalUpTo10001: Number(total.count) };
}

export async function certificatePage(
  database: Database,
  query: CertificateQuery,
): Promise<Omit<CertificatePage, "totalUpTo10001">> {
  const found = await database.$queryRaw<SearchRow[]>(pageSql(query));
  const shown = found.slice(0, query.limit);
  const last = found.length > query.limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map(({ sortName: _, ...row }) => row),
    nextCursor: last === undefined ? null : cursorAt(last, query.sort),
  };
}

/** One row more than the page, to know whether there is another. A test holds both statements to their indexes. */
export function pageSql(query: CertificateQuery): Prisma.Sql {
  const filter = filterOf(query);
  const page = query.cursor === null ? filter : Prisma.sql`${filter} AND ${afterCursor(query.cursor, query.sort)}`;
  return Prisma.sql`
    SELECT ${certificateColumns}, c.sort_name AS "sortName" FROM certificates c
    WHERE ${page} ORDER BY ${orders[query.sort]} LIMIT ${query.limit + 1}`;
}

/** Texts are counted in the order of the list: what a common one finds is then read along an index that ends early. */
export function totalSql(query: CertificateQuery): Prisma.Sql {
  const order = query.text === null ? Prisma.empty : Prisma.sql`ORDER BY ${orders.created}`;
  return Prisma.sql`SELECT count(*) AS count FROM (
    SELECT 1 FROM certificates c WHERE ${filterOf(query)} ${order} LIMIT ${countMax}) counted`;
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
