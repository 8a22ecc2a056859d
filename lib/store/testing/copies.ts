import { administer } from "./global-setup";

/** Fills a table far faster than one row at a time: `count` revoked copies of a certificate, each with a serial of its own. */
export async function insertRevokedCopies(url: string, certificateId: string, count: number): Promise<void> {
  const copied =
    "authority_id, der, kind, display_name, sort_name, subject, names, search_text, not_before, not_after, spki_sha256, sha1, sha256, key_type, key_origin, issued_by_name, created_at";
  await administer(
    url,
    `INSERT INTO certificates (id, serial, revoked_at, revocation_reason, ${copied})
     SELECT 'copy-' || n, '40' || lpad(to_hex(n), 30, '0'), not_before + n * interval '1 second', 'superseded', ${copied}
     FROM certificates, generate_series(1, ${count}) n WHERE id = '${certificateId}'`,
  );
}
