import type { GuessTable } from "../ca/ports";
import type { Database } from "./database";

/** Windows begin at whole multiples of their length since the epoch, the same on every instance. */
function windowStart(now: Date, windowSeconds: number): Date {
  const length = windowSeconds * 1000;
  return new Date(Math.floor(now.getTime() / length) * length);
}

export function guessTable(database: Database): GuessTable {
  return {
    async count(key, now, windowSeconds) {
      const where = { key_windowStart: { key, windowStart: windowStart(now, windowSeconds) } };
      return (await database.guess.findUnique({ where }))?.failures ?? 0;
    },
    async add(key, now, windowSeconds) {
      // Raw: counting and reading the count must be one statement, or two instances could read the same number.
      const [row] = await database.$queryRaw<[{ failures: number }]>`
        INSERT INTO guesses (key, window_start, failures) VALUES (${key}, ${windowStart(now, windowSeconds)}::timestamptz, 1)
        ON CONFLICT (key, window_start) DO UPDATE SET failures = guesses.failures + 1
        RETURNING failures`;
      return row.failures;
    },
    async takeBack(key, now, windowSeconds) {
      await database.guess.updateMany({
        where: { key, windowStart: windowStart(now, windowSeconds), failures: { gt: 0 } },
        data: { failures: { decrement: 1 } },
      });
    },
    async clear(key) {
      await database.guess.deleteMany({ where: { key } });
    },
    async deleteBefore(before) {
      await database.guess.deleteMany({ where: { windowStart: { lt: before } } });
    },
  };
}
