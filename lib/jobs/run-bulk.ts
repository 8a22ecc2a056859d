import { randomUUID } from "node:crypto";
import type { Ports } from "../ca/ports";
import { runBulk } from "../ca/run-bulk";
import type { Job } from "./runner";

const intervalMilliseconds = 1_000;
/** So that the process can end, and others have their turn. */
const sliceMilliseconds = 4_000;

/** Acts on many certificates that somebody began, here or in another process. */
export function runBulkJob(ports: Ports): Job {
  const holder = randomUUID();
  return {
    name: "working through many certificates",
    intervalMilliseconds,
    run() {
      const until = performance.now() + sliceMilliseconds;
      return runBulk(ports, { holder, shouldStop: () => performance.now() >= until });
    },
  };
}
