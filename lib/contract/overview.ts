import type { AuthoritySummary } from "./authority";

export interface AttentionItem {
  readonly severity: "bad" | "warn";
  /** Two or three words for the badge: “Expires in 6 d”, “CRL late”, “Clock”. */
  readonly badge: string;
  readonly title: string;
  readonly detail: string;
  /** The one click that helps. */
  readonly action: { readonly label: string; readonly href: string } | null;
  /** Done at once, without another page, by whoever may; `action` is for all others. */
  readonly fix?:
    | { readonly kind: "publish-crl"; readonly authorityId: string }
    /** With the same key, for as long as its profile says. */
    | { readonly kind: "renew"; readonly certificateId: string };
}

export interface Overview {
  readonly attention: readonly AttentionItem[];
  readonly authorities: readonly AuthoritySummary[];
  /** Valid leaves expiring on each of the next 90 UTC days, today first. */
  readonly expiryPerDay: readonly number[];
  readonly validTotal: number;
  /** Leaves issued, and revoked or put on hold, on each of the last 30 UTC days, today last. */
  readonly issuedPerDay: readonly number[];
  readonly revokedPerDay: readonly number[];
  /** Null while clocks agree; else why nothing is signed. */
  readonly clock: { readonly reason: string; readonly mayConfirm: boolean } | null;
}
