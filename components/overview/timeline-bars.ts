import { leavesHref, type SearchView } from "../certificate/search-url";

const dayMilliseconds = 86_400_000;

/** A lone certificate is no tower. */
const scaleMin = 4;

export interface TimelineBar {
  /** Days from today. */
  readonly day: number;
  readonly count: number;
  /** 0 to 1; what is not nothing is never invisible. */
  readonly height: number;
  readonly urgency: "late" | "soon" | "later";
  readonly label: string;
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const numberFormat = new Intl.NumberFormat("en");

export function timelineBars(perDay: readonly number[], now: string): readonly TimelineBar[] {
  const most = Math.max(scaleMin, ...perDay);
  return perDay.map((count, day) => ({
    day,
    count,
    height: count === 0 ? 0 : Math.max(0.05, count / most),
    urgency: day < 3 ? "late" : day < 14 ? "soon" : "later",
    label: `${dayWords(day, now)}: ${numberFormat.format(count)} ${count === 1 ? "certificate" : "certificates"}`,
  }));
}

/** The picture in a sentence, for those who do not see it. */
export function timelineSummary(perDay: readonly number[], now: string): string {
  const total = perDay.reduce((sum, count) => sum + count, 0);
  if (total === 0) return "No certificate expires in the next 90 days.";
  if (total === 1) return `One certificate expires in the next 90 days: ${dayWords(perDay.indexOf(1), now)}.`;
  const week = perDay.slice(0, 7).reduce((sum, count) => sum + count, 0);
  const most = Math.max(...perDay);
  const busiest = dayWords(perDay.indexOf(most), now);
  return `${numberFormat.format(total)} expire in the next 90 days, ${numberFormat.format(week)} of them within a week; most on ${busiest}: ${numberFormat.format(most)}.`;
}

/** Days from today, the first and the last included. */
export interface DayRange {
  readonly first: number;
  readonly last: number;
}

export function rangeOf(one: number, other: number, days: number): DayRange {
  const clamp = (day: number) => Math.min(days - 1, Math.max(0, day));
  return { first: clamp(Math.min(one, other)), last: clamp(Math.max(one, other)) };
}

/** “12 certificates, 3 Dec – 9 Dec”. */
export function rangeText(perDay: readonly number[], { first, last }: DayRange, now: string): string {
  const count = perDay.slice(first, last + 1).reduce((sum, each) => sum + each, 0);
  const days = first === last ? dayWords(first, now) : `${dayWords(first, now)} – ${dayWords(last, now)}`;
  return `${numberFormat.format(count)} ${count === 1 ? "certificate" : "certificates"}, ${days}`;
}

/** The list of exactly those that the plot counts on these days. */
export function rangeHref({ first, last }: DayRange, now: string): string {
  const date = (day: number) => new Date(Date.parse(now) + day * dayMilliseconds).toISOString().slice(0, 10);
  const status: SearchView["status"] = ["valid", "expiring", "expired"];
  return leavesHref({ status, sort: "expiry", expires: `${date(first)}..${date(last)}` });
}

function dayWords(day: number, now: string): string {
  if (day === 0) return "today";
  return dayFormat.format(new Date(Date.parse(now) + day * dayMilliseconds));
}
