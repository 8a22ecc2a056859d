const dayMilliseconds = 86_400_000;
const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const numberFormat = new Intl.NumberFormat("en");

export interface ActivityBar {
  readonly key: string;
  /** 0 to 1; both are drawn to the same scale. */
  readonly issued: number;
  readonly revoked: number;
  readonly label: string;
}

/** A lone certificate is no tower. */
const scaleMin = 4;

/** One bar per day, today last. */
export function activityBars(issued: readonly number[], revoked: readonly number[], now: string): ActivityBar[] {
  const most = Math.max(scaleMin, ...issued, ...revoked);
  const part = (count: number) => (count === 0 ? 0 : Math.max(0.06, count / most));
  return issued.map((count, day) => {
    const date = dayFormat.format(Date.parse(now) - (issued.length - 1 - day) * dayMilliseconds);
    const gone = revoked[day] ?? 0;
    const label = `${date}: ${numberFormat.format(count)} issued, ${numberFormat.format(gone)} revoked`;
    return { key: date, issued: part(count), revoked: part(gone), label };
  });
}

/** The picture in a sentence, for those who do not see it. */
export function activitySummary(issued: readonly number[], revoked: readonly number[]): string {
  const sum = (counts: readonly number[]) => numberFormat.format(counts.reduce((all, count) => all + count, 0));
  return `${sum(issued)} issued and ${sum(revoked)} revoked in the last ${issued.length} days.`;
}
