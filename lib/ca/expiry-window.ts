/** The expiry window of a view, as times. */
const day = 86_400_000;

export interface ExpiryWindow {
  readonly expiresFrom: Date | null;
  readonly expiresBefore: Date | null;
}

/** `30d`: ends within 30 days from now. `2026-12-01..2026-12-15`: ends on one of these days (UTC). Anything else: any time. */
export function expiryWindow(text: string | null | undefined, now: Date): ExpiryWindow {
  const days = /^(\d{1,4})d$/.exec(text ?? "")?.[1];
  if (days) return { expiresFrom: now, expiresBefore: new Date(now.getTime() + Number(days) * day) };
  const [from, last] = (text ?? "").split("..").map((date) => Date.parse(`${date}T00:00:00Z`));
  if (from === undefined || last === undefined || Number.isNaN(from) || Number.isNaN(last)) {
    return { expiresFrom: null, expiresBefore: null };
  }
  return { expiresFrom: new Date(from), expiresBefore: new Date(last + day) };
}
