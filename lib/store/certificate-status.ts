/** `ca/certificate-status.ts` and `ca/renewal-window.ts` said again in SQL; a test holds them together. */
import type { CertificateStatus } from "../ca/ports";
import { Prisma } from "./generated/client";

const renewFrom = Prisma.sql`
  (c.not_after - least(floor(extract(epoch FROM c.not_after - c.not_before) * 1000 / 3), 2592000000)::double precision
    * interval '1 millisecond')`;

/** A condition on `certificates c`. Bounds on not_after come first, for the index. */
export function hasStatus(status: CertificateStatus, now: Date): Prisma.Sql {
  const alive = Prisma.sql`c.revoked_at IS NULL AND c.not_after >= ${now}::timestamptz`;
  const conditions: Record<CertificateStatus, Prisma.Sql> = {
    valid: Prisma.sql`(${alive} AND ${renewFrom} > ${now}::timestamptz)`,
    expiring: Prisma.sql`(${alive} AND c.not_after <= ${now}::timestamptz + interval '720 hours'
      AND ${renewFrom} <= ${now}::timestamptz)`,
    expired: Prisma.sql`(c.revoked_at IS NULL AND c.not_after < ${now}::timestamptz)`,
    revoked: Prisma.sql`(c.revoked_at IS NOT NULL AND c.revocation_reason <> 'certificateHold')`,
    hold: Prisma.sql`(c.revoked_at IS NOT NULL AND c.revocation_reason = 'certificateHold')`,
  };
  return conditions[status];
}
