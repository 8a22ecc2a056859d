import type { CertificateSummary } from "@/lib/contract/certificate";
import type { RevocationReason } from "@/lib/pki/revocation-reason";
import { reasonWords } from "./reason-words";

export interface StatusInput {
  readonly status: CertificateSummary["status"];
  readonly notAfter: string;
  readonly revocationReason: RevocationReason | null;
}

/** The words of a status badge. Hours below two days, because “in 0 d” helps nobody. */
export function statusWords(certificate: StatusInput, now: string): string {
  switch (certificate.status) {
    case "valid":
      return "Valid";
    case "expiring":
      return `Expires in ${remaining(certificate.notAfter, now)}`;
    case "expired":
      return "Expired";
    case "hold":
      return "On hold";
    case "revoked": {
      const reason = certificate.revocationReason;
      return reason === null || reason === "unspecified" ? "Revoked" : `Revoked · ${reasonWords[reason].short}`;
    }
  }
}

export const statusNames: Readonly<Record<CertificateSummary["status"], string>> = {
  valid: "Valid",
  expiring: "Expiring",
  expired: "Expired",
  revoked: "Revoked",
  hold: "On hold",
};

function remaining(notAfter: string, now: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(notAfter) - Date.parse(now)) / 60_000));
  if (minutes < 120) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / 1_440)} d`;
}
