import type { CertificateRecord, CertificateStatus } from "./ports";
import { renewFrom } from "./renewal-window";

/**
 * What to call a certificate at `now`. Revocation comes before expiry: that it was revoked stays true for ever.
 * RFC 5280 §4.1.2.5: the validity period includes notAfter itself.
 */
export function certificateStatus(
  certificate: Pick<CertificateRecord, "notBefore" | "notAfter" | "revokedAt" | "revocationReason">,
  now: Date,
): CertificateStatus {
  if (certificate.revokedAt !== null) return certificate.revocationReason === "certificateHold" ? "hold" : "revoked";
  if (now > certificate.notAfter) return "expired";
  return now >= renewFrom(certificate) ? "expiring" : "valid";
}
