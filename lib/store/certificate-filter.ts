/** Conditions on `certificates c`, each made for an index of the list. */
import type { CertificateQuery, CertificateReach } from "../ca/ports";
import { hasStatus } from "./certificate-status";
import { Prisma } from "./generated/client";
import { isOneOf } from "./one-of";
import { issuedUnder } from "./profile-filter";
import { storable } from "./storable";

/** The whole view, without its page. */
export function filterOf(query: CertificateQuery): Prisma.Sql {
  const all: Prisma.Sql[] = [Prisma.sql`true`];
  const named = textConditions(query);
  if (named.length > 0) all.push(Prisma.sql`(${Prisma.join(named, " OR ")})`);
  if (query.statuses.length > 0) {
    const any = query.statuses.map((status) => hasStatus(status, query.now));
    all.push(Prisma.sql`(${Prisma.join(any, " OR ")})`);
  }
  if (query.ids !== null) all.push(isOneOf(Prisma.sql`c.id`, query.ids));
  if (query.authorityIds.length > 0) all.push(isOneOf(Prisma.sql`c.authority_id`, query.authorityIds));
  if (query.profileIds.length > 0) all.push(issuedUnder(query.profileIds));
  if (query.kinds.length > 0) all.push(isOneOf(Prisma.sql`c.kind`, query.kinds));
  if (query.owners.length > 0) all.push(isOneOf(Prisma.sql`c.owner`, query.owners.map(storable)));
  if (query.tags.length > 0) all.push(Prisma.sql`c.tags @> ${query.tags.map(storable)}::text[]`);
  if (query.hasSuccessor !== null) all.push(query.hasSuccessor ? hasSuccessor : Prisma.sql`NOT ${hasSuccessor}`);
  if (query.within !== "everything") all.push(isWithin(query.within));
  if (query.expiresFrom !== null) all.push(Prisma.sql`c.not_after >= ${query.expiresFrom}::timestamptz`);
  if (query.expiresBefore !== null) all.push(Prisma.sql`c.not_after < ${query.expiresBefore}::timestamptz`);
  return Prisma.join(all, " AND ");
}

const hasSuccessor = Prisma.sql`EXISTS (SELECT 1 FROM certificates s WHERE s.predecessor_id = c.id)`;

/** Every part of it is the beginning of an index, so that whoever reaches little has little to read. */
export function isWithin(reach: CertificateReach): Prisma.Sql {
  if (reach === "everything") return Prisma.sql`true`;
  const { scopes, ownOf } = reach;
  const any = scopes.map(({ authorityIds, profileIds }) => {
    const both = [
      ...(authorityIds === null ? [] : [isOneOf(Prisma.sql`c.authority_id`, authorityIds)]),
      ...(profileIds === null ? [] : [isOneOf(Prisma.sql`c.profile_id`, profileIds)]),
    ];
    return both.length === 0 ? Prisma.sql`true` : Prisma.sql`(${Prisma.join(both, " AND ")})`;
  });
  if (ownOf !== null) any.push(Prisma.sql`c.issued_by_id = ${ownOf}`, Prisma.sql`c.owner = ${`user:${ownOf}`}`);
  return any.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join(any, " OR ")})`;
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
