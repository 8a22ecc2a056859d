/** When a CRL is due, late, or no longer needed. Pure. */
import type { Authority, CrlRecord } from "./ports";

type Published = Pick<CrlRecord, "thisUpdate" | "nextUpdate">;

const second = 1_000;
/** A fresh CRL later than this past its time is worth a word on the overview. */
const lateSeconds = 60;

export const crlLifeSecondsDefault = { root: 180 * 86_400, issuing: 7 * 86_400 } as const;

/** Republished at a third of its life, so that a machine switched off over a weekend breaks nobody. */
export function republishAt({ thisUpdate, nextUpdate }: Published, crlLifeSeconds: number): Date {
  const life = Math.min(crlLifeSeconds * second, nextUpdate.getTime() - thisUpdate.getTime());
  return new Date(thisUpdate.getTime() + life / 3);
}

/** Whether this authority should publish now: nothing is out yet, a revocation waits, or a third of the life has passed. */
export function isCrlDue(
  authority: Pick<Authority, "crlStaleSince" | "crlLifeSeconds">,
  latest: Published | null,
  now: Date,
): boolean {
  if (!latest || authority.crlStaleSince) return true;
  // From the future: only possible after the clock was set back and confirmed.
  if (latest.thisUpdate > now) return true;
  return now >= republishAt(latest, authority.crlLifeSeconds);
}

/** Whether a fresh CRL is overdue by a minute, or the latest one is over. */
export function isCrlLate(
  authority: Pick<Authority, "crlStaleSince" | "crlLifeSeconds">,
  latest: Published | null,
  now: Date,
): boolean {
  if (!latest || now > latest.nextUpdate) return true;
  const minuteAgo = new Date(now.getTime() - lateSeconds * second);
  const { crlStaleSince, crlLifeSeconds } = authority;
  return (crlStaleSince !== null && crlStaleSince < minuteAgo) || republishAt(latest, crlLifeSeconds) < minuteAgo;
}

/** Nobody needs its CRL any more: its own certificate and all it ever signed have expired. */
export function hasPublishingEnded(
  authority: Pick<Authority, "notAfter">,
  latestNotAfter: Date | null,
  now: Date,
): boolean {
  return authority.notAfter < now && (latestNotAfter === null || latestNotAfter < now);
}

/** RFC 5280 §5.2.3 asks for growing numbers; milliseconds let a database restored from a backup not use one twice. */
export function nextCrlNumber(previous: bigint | null, thisUpdate: Date): bigint {
  const milliseconds = BigInt(thisUpdate.getTime());
  return previous !== null && previous >= milliseconds ? previous + 1n : milliseconds;
}

/** `nextUpdate` never moves back, except when what went before came from a clock that was wrong. */
export function nextUpdateAfter(previous: Published | null, thisUpdate: Date, crlLifeSeconds: number): Date {
  const end = new Date(thisUpdate.getTime() + crlLifeSeconds * second);
  if (!previous || isFromWrongClock(previous, thisUpdate)) return end;
  return previous.nextUpdate > end ? previous.nextUpdate : end;
}

/** Only an administrator who confirmed the clock makes this possible (`clock.ts`). */
export const isFromWrongClock = (previous: Published, thisUpdate: Date): boolean => previous.thisUpdate > thisUpdate;
