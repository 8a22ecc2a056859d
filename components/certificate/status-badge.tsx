import { Badge, type Tone } from "@/components/ui/badge";
import type { CertificateSummary } from "@/lib/contract/certificate";
import { type StatusInput, statusWords } from "./status-words";

const tones: Readonly<Record<CertificateSummary["status"], Tone>> = {
  valid: "good",
  expiring: "warn",
  expired: "off",
  revoked: "bad",
  hold: "hold",
};

/** Icon, word and colour: never colour alone. */
export function StatusBadge({ certificate, now }: { readonly certificate: StatusInput; readonly now: string }) {
  return <Badge tone={tones[certificate.status]}>{statusWords(certificate, now)}</Badge>;
}
