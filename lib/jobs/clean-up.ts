import type { Ports } from "../ca/ports";
import type { Job } from "./runner";

const hourMilliseconds = 3_600_000;
const dayMilliseconds = 24 * hourMilliseconds;
const keptDays = { sessions: 7, guesses: 1, crlBytes: 7, bulkJobs: 90 } as const;

/**
 * Sessions long over, guesses nobody counts any more, the bytes of CRLs superseded for a week, and jobs that ended a
 * quarter ago; what they did to each certificate stays in the audit log.
 */
export function cleanUpJob({ store, clock }: Pick<Ports, "store" | "clock">): Job {
  return {
    name: "cleaning up",
    intervalMilliseconds: hourMilliseconds,
    async run() {
      const daysAgo = (days: number) => new Date(clock().getTime() - days * dayMilliseconds);
      await store.sessions.deleteExpired(daysAgo(keptDays.sessions));
      await store.guesses.deleteBefore(daysAgo(keptDays.guesses));
      await store.crls.dropBytesBefore(daysAgo(keptDays.crlBytes));
      await store.bulk.deleteFinishedBefore(daysAgo(keptDays.bulkJobs));
    },
  };
}
