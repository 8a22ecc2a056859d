/** Nothing is signed while time cannot be trusted: a wrong clock makes certificates and CRLs that cannot be taken back. */
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { auditEntry, instanceObject } from "./audit-entry";
import { authorize } from "./authorize";
import { wholeSecond } from "./decide-validity";
import type { Instance, Ports, Tables } from "./ports";

export const clockSkewSecondsMax = 300;
/** As far as the clocks of instances that keep time may differ; one that is a moment behind another’s waits for itself. */
const jitterMillisecondsMax = 2_000;
const waitsMax = 3;

/** Why nothing may be signed now, in words; null while clocks agree. */
export function clockProblem(instance: Instance, now: Date): string | null {
  const skew = now.getTime() - instance.databaseTime.getTime();
  const isClose = (expected: number) => Math.abs(skew - expected) <= clockSkewSecondsMax * 1_000;
  // A skew that was accepted once is no reason to refuse when the clocks agree again.
  if (!isClose(0) && !isClose(instance.acceptedSkewMilliseconds)) {
    const way = skew > 0 ? "ahead of" : "behind";
    return `This machine’s clock (${iso(now)}) is ${span(Math.abs(skew))} ${way} the database’s (${iso(instance.databaseTime)}).`;
  }
  const { newestSignedAt } = instance;
  if (newestSignedAt && now < newestSignedAt) {
    const behind = span(newestSignedAt.getTime() - now.getTime());
    return `This machine’s clock (${iso(now)}) is ${behind} behind the newest time ever signed here (${iso(newestSignedAt)}).`;
  }
  return null;
}

/** Throws CaError("unavailable") while the clock cannot be trusted. Called right before each signature. */
export async function assertClock(ports: Ports, tables: Pick<Tables, "instance"> = ports.store): Promise<void> {
  const problem = await problemAfterJitter(ports, tables);
  if (problem === null) return;
  const advice = "Set the clock right, or let an administrator confirm it on the overview.";
  throw new CaError("unavailable", `Nothing is signed now. ${problem} ${advice}`);
}

async function problemAfterJitter(ports: Ports, tables: Pick<Tables, "instance">): Promise<string | null> {
  for (let waits = 0; ; waits++) {
    const instance = await tables.instance.read();
    const now = ports.clock();
    const problem = clockProblem(instance, now);
    const behind = (instance.newestSignedAt?.getTime() ?? 0) - now.getTime();
    if (problem === null || behind <= 0 || behind > jitterMillisecondsMax || waits === waitsMax) return problem;
    await new Promise((resolve) => setTimeout(resolve, behind));
  }
}

/** The time a signature counts as made: what certificates and CRLs can express. */
export const signedAt = (now: Date): Date => new Date(wholeSecond(now));

/**
 * An administrator says that this machine's clock is right. From then on the difference to the database's is accepted,
 * and what was signed in the future no longer counts. Every CRL is made anew, since `nextUpdate` may be wrong in each.
 */
export async function confirmClock(ports: Ports, actor: Actor): Promise<void> {
  await authorize(ports, actor, "clock.confirm", { action: "clock.confirm" });
  await ports.store.transaction(async (tables) => {
    const instance = await tables.instance.lock();
    const now = ports.clock();
    const problem = clockProblem(instance, now);
    if (problem === null) throw new CaError("conflict", "The clock is right already; there is nothing to confirm.");
    const acceptedSkewMilliseconds = now.getTime() - instance.databaseTime.getTime();
    await tables.instance.acceptClock({ newestSignedAt: signedAt(now), acceptedSkewMilliseconds });
    for (const authority of await tables.authorities.list()) {
      await tables.authorities.update(authority.id, { crlStaleSince: authority.crlStaleSince ?? now });
    }
    const detail = {
      problem,
      acceptedSkewMilliseconds,
      newestSignedAt: instance.newestSignedAt?.toISOString() ?? null,
    };
    await tables.audit.append(auditEntry(ports, actor, { action: "clock.confirm", object: instanceObject, detail }));
  });
  ports.wakePublisher();
}

const iso = (at: Date) => `${at.toISOString().slice(0, 19)}Z`;

function span(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
