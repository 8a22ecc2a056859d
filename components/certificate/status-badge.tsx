import { Check, Clock3, Minus, Pause, X } from "lucide-react";
import type { CertificateSummary } from "@/lib/contract/certificate";
import { type StatusInput, statusWords } from "./status-words";

const looks: Readonly<Record<CertificateSummary["status"], { icon: typeof Check; className: string }>> = {
  valid: { icon: Check, className: "bg-good-wash text-good" },
  expiring: { icon: Clock3, className: "bg-warn-wash text-warn" },
  expired: { icon: Minus, className: "bg-sunken text-muted" },
  revoked: { icon: X, className: "bg-bad-wash text-bad" },
  hold: { icon: Pause, className: "bg-hold-wash text-hold" },
};

/** Icon, word and colour: never colour alone. */
export function StatusBadge({ certificate, now }: { readonly certificate: StatusInput; readonly now: string }) {
  const { icon: Icon, className } = looks[certificate.status];
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full py-px pr-2 pl-1.5 font-medium text-xs whitespace-nowrap ${className}`}
    >
      <Icon aria-hidden className="size-3" strokeWidth={2.5} />
      {statusWords(certificate, now)}
    </span>
  );
}
