import type { Ports } from "../ca/ports";
import { authoritiesDue, publishCrlIfDue } from "../ca/publish-crl";
import type { Job } from "./runner";

/** A revocation is out within a second or two even when the call that wakes us was made in another process. */
const intervalMilliseconds = 1_000;

/** One authority that cannot publish holds up none of the others. `onPublished` is called after each commit. */
export function publishCrlsJob(ports: Ports, onPublished: () => void): Job {
  return {
    name: "publishing CRLs",
    intervalMilliseconds,
    async run() {
      const errors: unknown[] = [];
      for (const authorityId of await authoritiesDue(ports)) {
        try {
          if (await publishCrlIfDue(ports, authorityId, { isForced: false })) onPublished();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length) throw new AggregateError(errors);
    },
  };
}
