/**
 * The palette’s few certificates while somebody types. Raw SQL: Prisma has no LIKE over a trigram index. Two bounded
 * steps instead of the search screen’s one, which would sort and count whatever matches: names that begin with the text
 * from the index over names, then up to `anywhereMax` that hold it anywhere, newest first.
 */
import type { CertificateRecord, CertificateSuggestion } from "../ca/ports";
import { isWithin } from "./certificate-filter";
import { certificateColumns } from "./certificate-row";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { storable } from "./storable";

const anywhereMax = 200;
/** Fewer letters have no trigram, so looking anywhere would read every row. */
const lettersMin = 3;

export async function suggestCertificates(
  database: Database,
  query: CertificateSuggestion,
): Promise<CertificateRecord[]> {
  const read = async (sql: Prisma.Sql | null) => (sql === null ? [] : database.$queryRaw<CertificateRecord[]>(sql));
  const beginning = await read(beginningSql(query));
  if (beginning.length >= query.limit) return beginning;
  const rest = await read(anywhereSql(query));
  const known = new Set(beginning.map(({ id }) => id));
  return [...beginning, ...rest.filter(({ id }) => !known.has(id))].slice(0, query.limit);
}

const textOf = ({ text }: CertificateSuggestion): string => (text === null ? "" : storable(text.trim()).toLowerCase());

/** Names that begin so, of one name what ends last first; null without a text. A test holds both statements to their indexes. */
export function beginningSql(query: CertificateSuggestion): Prisma.Sql | null {
  const text = textOf(query);
  if (text === "") return null;
  return Prisma.sql`SELECT ${certificateColumns} FROM certificates c
    WHERE c.sort_name >= ${text} AND c.sort_name < ${`${text}\u{10ffff}`} AND ${isWithin(query.within)}
    ORDER BY c.sort_name, c.not_after DESC, c.id LIMIT ${query.limit}`;
}

/** What holds it anywhere; null when nothing could. */
export function anywhereSql(query: CertificateSuggestion): Prisma.Sql | null {
  const conditions = anywhere(query, textOf(query));
  if (conditions.length === 0) return null;
  return Prisma.sql`SELECT ${certificateColumns} FROM (
      SELECT f.id FROM (
        SELECT c.id, c.created_at FROM certificates c
        WHERE (${Prisma.join(conditions, " OR ")}) AND ${isWithin(query.within)} LIMIT ${anywhereMax}
      ) f ORDER BY f.created_at DESC, f.id DESC LIMIT ${2 * query.limit}
    ) found JOIN certificates c ON c.id = found.id ORDER BY c.created_at DESC, c.id DESC`;
}

function anywhere({ serials, fingerprint }: CertificateSuggestion, text: string): Prisma.Sql[] {
  const any: Prisma.Sql[] = [];
  if (text.length >= lettersMin) any.push(Prisma.sql`c.search_text LIKE ${`%${text.replace(/[\\%_]/g, "\\$&")}%`}`);
  if (serials.length > 0) any.push(Prisma.sql`c.serial = ANY (${[...serials]}::text[])`);
  if (fingerprint !== null)
    any.push(Prisma.sql`(c.sha256 = ${fingerprint} OR c.sha1 = ${fingerprint} OR c.spki_sha256 = ${fingerprint})`);
  return any;
}
