import {
  type ConsoleCertificate,
  type ConsoleKeys,
  type ConsoleNames,
  consoleCertificate,
} from "../ca/console-certificate";
import type { Ports } from "../ca/ports";
import type { Job } from "./runner";

/** Soon after setup, browsers see the certificate that setup made possible. */
const intervalMilliseconds = 2_000;
/** What was revoked, paused or is due is looked for less often. */
const lookMilliseconds = 60_000;

export interface ConsoleCertificateJob extends Job {
  /** Called whenever the listener has something else to show. */
  onChange(listener: (certificate: ConsoleCertificate) => void): void;
}

/** Keeps the console's certificate fresh; the listener changes it without a restart. */
export function consoleCertificateJob(ports: Ports, keys: ConsoleKeys, names: ConsoleNames): ConsoleCertificateJob {
  let present: ConsoleCertificate | null = null;
  let lookAt = 0;
  let listener: (certificate: ConsoleCertificate) => void = () => {};
  return {
    name: "the console's certificate",
    intervalMilliseconds,
    onChange(next) {
      listener = next;
    },
    async run() {
      if (present && !present.isSelfSigned && performance.now() < lookAt) return;
      const next = await consoleCertificate(ports, keys, names, present);
      lookAt = performance.now() + lookMilliseconds;
      if (next === present) return;
      present = next;
      listener(next);
    },
  };
}
