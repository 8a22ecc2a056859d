import { rmdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { type CaError, isCaError } from "../../errors";
import { type Binaries, findBinaries } from "./binaries";
import { ensureServer } from "./ensure";
import { type Place, placeOf } from "./place";
import { runningPostmaster } from "./postmaster";
import { stopServer } from "./server";
import { isAlone, openSession } from "./session";
import { withStartLock } from "./start-lock";

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** True for the one application process of the directory; false for command-line work, which may come and go beside it. */
  readonly exclusive: boolean;
  /** One sentence per event worth a line in the log. */
  readonly report?: (sentence: string) => void;
  /** Another application process took the directory while the database was down: this one must end. */
  readonly onLost?: (error: CaError) => void;
}

export interface EmbeddedDatabase {
  /** Stays the same when the server is restarted. */
  readonly connection: pg.ClientConfig;
  /**
   * Exclusive: stops the server, within eight seconds. Otherwise: stops it only if nobody else is connected. Close the
   * store first.
   */
  close(): Promise<void>;
}

const startWaitMilliseconds = 30_000;
const stopWaitMilliseconds = 1_000;
const restartPausesMilliseconds = [0, 500, 1_000, 2_000, 5_000];

/**
 * The PostgreSQL in this data directory, made at the first call, found again if a killed process left it running, and
 * (exclusive) started again whenever it ends. CaError("conflict") when another application process uses the directory.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const held = await hold(await placeOf(options.dataDir), await findBinaries(), options.exclusive);
  const connection = held.connection;
  if (!options.exclusive) return { connection, close: () => leave(held) };
  const supervisor = supervise(held, options);
  return { connection, close: supervisor.stop };
}

interface Held {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly connection: pg.ClientConfig;
  readonly session: pg.Client;
}

async function hold(place: Place, binaries: Binaries, exclusive: boolean): Promise<Held> {
  return withStartLock(place, startWaitMilliseconds, async () => {
    const { connection, postmaster } = await ensureServer(place, binaries);
    const session = await openSession(connection, exclusive);
    // A restart puts the server where this one is, so that `connection` stays true.
    const runtimeDirectory = postmaster.socketDirectory || place.runtimeDirectory;
    return { place: { ...place, runtimeDirectory, port: postmaster.port }, binaries, connection, session };
  });
}

/** The session ends when the server does, whether we are its parent or found it: that is what wakes this up. */
function supervise(first: Held, { report, onLost }: EmbeddedOptions) {
  let held = first;
  let isStopping = false;
  let recovery: Promise<void> = Promise.resolve();

  const recover = async () => {
    report?.("The database has ended; starting it again.");
    for (let attempt = 0; !isStopping; attempt++) {
      await sleep(restartPausesMilliseconds[attempt] ?? restartPausesMilliseconds.at(-1)!);
      if (isStopping) return;
      try {
        held = await hold(held.place, held.binaries, true);
        watch();
        report?.("The database is up again.");
        return;
      } catch (error) {
        if (isCaError(error) && error.code === "conflict") return onLost?.(error);
        report?.(`The database does not start (${error instanceof Error ? error.message : error}); trying again.`);
      }
    }
  };
  const watch = () => {
    held.session.once("end", () => {
      if (!isStopping) recovery = recover();
    });
  };
  watch();
  return {
    async stop() {
      isStopping = true;
      await Promise.race([recovery, sleep(stopWaitMilliseconds, undefined, { ref: false })]);
      await held.session.end().catch(() => undefined);
      await stopRunning(held.place);
    },
  };
}

/**
 * The last to leave stops the server, whoever started it: that one may have left before. Under the start lock, so that a
 * newcomer finds the server up or down, never on its way.
 */
async function leave({ place, session }: Held): Promise<void> {
  const stopIfAlone = async () => {
    if (await isAlone(session)) await stopServerOf(place);
  };
  // Where that fails the server stays up, for the next process to find.
  await withStartLock(place, startWaitMilliseconds, stopIfAlone).catch(() => undefined);
  await session.end().catch(() => undefined);
}

async function stopRunning(place: Place): Promise<void> {
  const stop = () => stopServerOf(place);
  // Somebody else is starting or stopping it: there is no time to wait for them at our own end.
  await withStartLock(place, stopWaitMilliseconds, stop).catch(stop);
}

async function stopServerOf(place: Place): Promise<void> {
  const postmaster = await runningPostmaster(place.cluster);
  if (postmaster !== null) await stopServer(place.cluster, postmaster.pid);
  // Empty once PostgreSQL has tidied up; if it is not, the next start empties it.
  if (process.platform !== "win32") await rmdir(place.runtimeDirectory).catch(() => undefined);
}
