/** Which revocation may follow which. Pure. */
import { type RevocationReason, revocationReasons } from "../pki/revocation-reason";

export interface Revocation {
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
}

/** Reasons that say something about an authority; a leaf has none of it to lose. */
const authorityReasons: readonly RevocationReason[] = ["cACompromise", "aACompromise"];

/**
 * What a certificate's revocation becomes when it is revoked for `reason`; null when nothing changes.
 * A hold may become any final reason, a final reason keyCompromise; the date stays that of the first entry
 * (RFC 2459 §5.3.2 for holds: the revocation date is the date of the hold), for relying parties have acted on it.
 */
export function revoke(current: Revocation | null, reason: RevocationReason, now: Date): Revocation | null {
  if (!current) return { revokedAt: now, reason };
  if (current.reason === reason) return null;
  const mayChange = current.reason === "certificateHold" || reason === "keyCompromise";
  return mayChange ? { revokedAt: current.revokedAt, reason } : null;
}

/** Reasons that would change something, for a leaf or an authority's certificate. */
export function possibleReasons(current: Revocation | null, isAuthority: boolean): RevocationReason[] {
  return revocationReasons.filter((reason) => {
    // An authority is paused, not held: a hold on it would fail everything it ever issued.
    if (isAuthority ? reason === "certificateHold" : authorityReasons.includes(reason)) return false;
    return revoke(current, reason, new Date(0)) !== null;
  });
}

export function revocationOf(record: {
  readonly revokedAt: Date | null;
  readonly revocationReason: RevocationReason | null;
}): Revocation | null {
  const { revokedAt, revocationReason } = record;
  return revokedAt && revocationReason ? { revokedAt, reason: revocationReason } : null;
}

export const isOnHold = ({ revocationReason }: { readonly revocationReason: RevocationReason | null }): boolean =>
  revocationReason === "certificateHold";

export const isReasonFor = (reason: RevocationReason, isAuthority: boolean): boolean =>
  possibleReasons(null, isAuthority).includes(reason);
