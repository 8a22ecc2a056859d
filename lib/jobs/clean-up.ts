import type { Ports } from "../ca/ports";
import type { Job } from "./runner";

const hourMilliseconds = 3_600_000;
const dayMilliseconds = 24 * hourMilliseconds;
const guessDays = 1;
const bulkJobDays = 90;
const noticeDays = 90;
/** Of each person. */
const noticesKept = 300;

/**
 * Sessions long over, guesses nobody counts any more, and the bytes of CRLs superseded long ago, as the settings say;
 * and jobs that ended and notices written a quarter ago: what was done stays in the audit log.
 * Certificates, revocations and audit entries stay for good.
 */
export function cleanUpJob({ store, clock }: Pick<Ports, "store" | "clock">): Job {
  return {
    name: "cleaning up",
    intervalMilliseconds: hourMilliseconds,
    async run() {
      const daysAgo = (days: number) => new Date(clock().getTime() - days * dayMilliseconds);
      const { sessionDays, crlDays } = await store.settings.read();
      await store.sessions.deleteExpired(daysAgo(sessionDays));
      await store.guesses.deleteBefore(daysAgo(guessDays));
      await store.crls.dropBytesBefore(daysAgo(crlDays));
      await store.bulk.deleteFinishedBefore(daysAgo(bulkJobDays));
      await store.notices.deleteOld({ before: daysAgo(noticeDays), kept: noticesKept });
    },
  };
}
