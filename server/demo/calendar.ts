/** The year that ends now: when people work, and when machines do. */
import type { Seeded } from "./seeded";

export const hour = 3_600_000;
export const day = 24 * hour;
export const yearDays = 365;

export interface Calendar {
  readonly beginning: number;
  readonly end: number;
  /** Within working hours of the first weekday from so many days after the beginning; not after the end. */
  atWork(days: number): number;
  /** In the small hours, when schedulers run. */
  atNight(days: number): number;
}

export function calendar(now: Date, random: Seeded): Calendar {
  const beginning = now.getTime() - yearDays * day;
  const end = now.getTime() - 2_000;
  const midnight = Math.floor(beginning / day) * day;
  // What would be later today was earlier today instead: nothing in the story is yet to come.
  const soFar = (at: number) => (at < end ? Math.max(at, beginning + hour) : end - random.whole(1, 3 * 3_600) * 1_000);
  return {
    beginning,
    end,
    atWork(days) {
      const at = midnight + Math.floor(days) * day;
      const weekday = new Date(at).getUTCDay();
      const weekend = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
      return soFar(at + weekend * day + 7 * hour + random.whole(0, 10 * 3_600) * 1_000);
    },
    atNight: (days) => soFar(midnight + Math.floor(days) * day + 2 * hour + random.whole(0, 1_800) * 1_000),
  };
}
