import type { CertificateRecord } from "../ca/ports";
import type { Certificate } from "./generated/client";
import { Prisma } from "./generated/client";
import { octets } from "./octets";
import { storable } from "./storable";

/** A row of `certificates c` as the port has it, the successor included. */
export const certificateColumns = Prisma.sql`
  c.id, c.authority_id AS "authorityId", c.serial, c.der, c.kind, c.profile_id AS "profileId",
  c.profile_version AS "profileVersion", c.display_name AS "displayName", c.subject, c.names,
  c.not_before AS "notBefore", c.not_after AS "notAfter", c.spki_sha256 AS "spkiSha256", c.sha1, c.sha256,
  c.key_type AS "keyType", c.key_origin AS "keyOrigin", c.revoked_at AS "revokedAt",
  c.revocation_reason AS "revocationReason", c.predecessor_id AS "predecessorId",
  (SELECT s.id FROM certificates s WHERE s.predecessor_id = c.id ORDER BY s.created_at, s.id LIMIT 1) AS "successorId",
  c.issued_by_id AS "issuedById", c.issued_by_name AS "issuedByName", c.created_at AS "createdAt",
  c.owner, c.tags`;

/** Display name, names and subject, one per line: a search for part of a name never matches across two of them. */
function searchText(record: CertificateRecord): string {
  return storable([record.displayName, ...record.names, record.subject].join("\n")).toLowerCase();
}

/** `successorId` is not stored: it is the other end of some certificate's `predecessorId`. */
export function certificateRow({ successorId: _, ...record }: CertificateRecord): Certificate {
  const displayName = storable(record.displayName);
  return {
    ...record,
    der: octets(record.der),
    displayName,
    sortName: displayName.slice(0, 200).toLowerCase(),
    subject: storable(record.subject),
    names: record.names.map(storable),
    searchText: searchText({ ...record, successorId: null }),
    issuedByName: storable(record.issuedByName),
    tags: [...record.tags],
  };
}
