import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { CaError } from "../../errors";
import type { Binaries } from "./binaries";
import { prepareCluster, readPassword, superuser } from "./cluster";
import type { Place } from "./place";
import { type Postmaster, runningPostmaster } from "./postmaster";
import { startServer, stopServer } from "./server";

export interface RunningServer {
  readonly connection: pg.ClientConfig;
  readonly postmaster: Postmaster;
}

export const databaseName = "countersign";
const settleMillisecondsMax = 60_000;

/** A server on this cluster that takes connections: found, or started. The caller holds the start lock. */
export async function ensureServer(place: Place, binaries: Binaries): Promise<RunningServer> {
  await prepareCluster(place, binaries);
  const password = await readPassword(place);
  const found = await settled(place.cluster);
  if (found !== null) {
    const connection = connectionTo(found, password);
    if (await answers(connection)) return { connection, postmaster: found };
    // Alive and out of reach: its socket was swept out of /tmp. Nobody else can be using it either.
    await stopServer(place.cluster, found.pid);
  }
  const postmaster = await startAfterOrphans(place, binaries);
  const connection = connectionTo(postmaster, password);
  await createDatabase(connection);
  return { connection, postmaster };
}

/** Backends of a killed server may take a moment to end; until they have, PostgreSQL refuses to start beside them. */
async function startAfterOrphans(place: Place, binaries: Binaries): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startServer(place, binaries);
    } catch (error) {
      const words = String((error as Error).cause);
      if (attempt === 10 || !words.includes("shared memory block")) throw error;
      await sleep(500);
    }
  }
}

/** Waits while a server found there is still starting, recovering or stopping. */
async function settled(cluster: string): Promise<Postmaster | null> {
  for (const deadline = Date.now() + settleMillisecondsMax; Date.now() < deadline; await sleep(50)) {
    const found = await runningPostmaster(cluster);
    if (found === null || found.isReady) return found;
  }
  throw new CaError("unavailable", "The database in the data directory is neither up nor down; stop it and try again.");
}

function connectionTo({ socketDirectory, port }: Postmaster, password: string): pg.ClientConfig {
  const host = socketDirectory === "" ? "127.0.0.1" : socketDirectory;
  return { host, port, user: superuser, password, database: databaseName };
}

async function answers(connection: pg.ClientConfig): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      await createDatabase(connection);
      return true;
    } catch (error) {
      // 57P03: it is up, and not yet (or no longer) taking connections.
      if ((error as { code?: string }).code === "28P01")
        throw new CaError("unavailable", "The file postgres.password does not open the database; restore it.", {
          cause: error,
        });
      await sleep(100);
    }
  }
  return false;
}

/** Ours, beside the one PostgreSQL makes for maintenance. */
async function createDatabase(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...connection, database: "postgres", connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [databaseName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
