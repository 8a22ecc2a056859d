import type { CertificateSummary } from "@/lib/contract/certificate";

const dayMilliseconds = 86_400_000;

export interface LifeInput {
  readonly notBefore: string;
  readonly notAfter: string;
  /** Null where there is no renewal window to show, as for authorities without one. */
  readonly renewFrom: string | null;
  readonly revokedAt: string | null;
  readonly status: CertificateSummary["status"];
}

export interface Life {
  /** Place of today, or of the revocation, as a fraction of the life; 0 to 1. */
  readonly at: number;
  /** Where the renewal window opens; 1 when there is none. */
  readonly renewFrom: number;
  /** Revoked or on hold: it is not trusted now, whatever its dates say. */
  readonly isStopped: boolean;
  /** The same in words: “day 81 of 365”. */
  readonly words: string;
}

/** Longer lives are told in years. */
const yearsFrom = 3;

const clamp = (fraction: number): number => Math.min(1, Math.max(0, Number.isFinite(fraction) ? fraction : 1));

export function lifeOf(input: LifeInput, now: string): Life {
  const start = Date.parse(input.notBefore);
  const end = Date.parse(input.notAfter);
  const place = (moment: string) => clamp((Date.parse(moment) - start) / (end - start));
  const stoppedAt = input.status === "revoked" || input.status === "hold" ? (input.revokedAt ?? now) : null;
  return {
    at: place(stoppedAt ?? now),
    renewFrom: input.renewFrom === null ? 1 : place(input.renewFrom),
    isStopped: stoppedAt !== null,
    words: wordsOf(input, start, end, Date.parse(stoppedAt ?? now)),
  };
}

function wordsOf({ status, revokedAt }: LifeInput, start: number, end: number, moment: number): string {
  if (status === "revoked" && revokedAt === null) return "revoked";
  const total = Math.max(1, Math.round((end - start) / dayMilliseconds));
  const day = Math.min(total, Math.max(1, Math.ceil((moment - start) / dayMilliseconds)));
  if (status === "revoked")
    return moment > end ? `revoked after its ${total} days` : `revoked on day ${day} of ${total}`;
  if (status === "hold") return `on hold since day ${day} of ${total}`;
  const years = Math.round(total / 365.25);
  if (moment <= end && years >= yearsFrom) return `year ${Math.min(years, Math.ceil(day / 365.25))} of ${years}`;
  if (moment > end) return `over after ${total} ${total === 1 ? "day" : "days"}`;
  return `day ${day} of ${total}`;
}
