/** The one connection by which processes on one data directory know of each other. PostgreSQL drops it, and its locks, with us. */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { CaError } from "../../errors";

/** Advisory locks of two numbers; the first is ours alone ("CSGN"). */
const lockSpace = 0x4353474e;
/** Held by the one application process. */
const applicationLock = 1;
/** Shared by everybody connected; whoever gets it alone may stop the server. */
const userLock = 2;
/** PostgreSQL may need a moment to notice that the last holder was killed. */
const lockMillisecondsMax = 1_500;

/** CaError("conflict") when `exclusive` and another application process is there. */
export async function openSession(connection: pg.ClientConfig, exclusive: boolean): Promise<pg.Client> {
  const client = new pg.Client({
    ...connection,
    connectionTimeoutMillis: 5_000,
    application_name: `countersign process ${process.pid}`,
  });
  // "end" follows, and is what the supervisor listens to.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock_shared($1, $2)", [lockSpace, userLock]);
    if (exclusive) await takeApplicationLock(client);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Whether nobody else is connected; if so, newcomers wait until this session ends. */
export async function isAlone(client: pg.Client): Promise<boolean> {
  await client.query("SELECT pg_advisory_unlock_shared($1, $2)", [lockSpace, userLock]);
  return tryLock(client, userLock);
}

async function takeApplicationLock(client: pg.Client): Promise<void> {
  for (const deadline = Date.now() + lockMillisecondsMax; Date.now() < deadline; await sleep(100))
    if (await tryLock(client, applicationLock)) return;
  throw new CaError(
    "conflict",
    `Another Countersign process (${await holder(client)}) uses this data directory; stop it first, or choose another directory.`,
  );
}

async function tryLock(client: pg.Client, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>("SELECT pg_try_advisory_lock($1, $2) AS got", [
    lockSpace,
    lock,
  ]);
  return rows[0]!.got;
}

async function holder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT replace(a.application_name, 'countersign ', '') AS name
     FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid = $2 AND l.granted`,
    [lockSpace, applicationLock],
  );
  return rows[0]?.name ?? "unknown";
}
