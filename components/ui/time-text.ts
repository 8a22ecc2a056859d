const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const units = [
  { name: "year", length: 365 * day, from: 2 * 365 * day },
  { name: "month", length: 30.44 * day, from: 61 * day },
  { name: "day", length: day, from: 36 * hour },
  { name: "hour", length: hour, from: 90 * minute },
  { name: "minute", length: minute, from: minute },
] as const;

const words = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/** “41 minutes ago”, “in 6 days”, “just now”. Counts down in full units: never says more time than there is. */
export function relativeTime(iso: string, now: number): string {
  const difference = new Date(iso).getTime() - now;
  const unit = units.find(({ from }) => Math.abs(difference) >= from);
  if (!unit) return difference > 0 ? "in a moment" : "just now";
  return words.format(Math.trunc(difference / unit.length), unit.name);
}

const formatter = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** “21 Feb 2027, 18:40 UTC”. */
export function absoluteTime(iso: string): string {
  return `${formatter.format(new Date(iso)).replace("Sept", "Sep")} UTC`;
}
