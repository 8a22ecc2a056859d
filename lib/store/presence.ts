/** Who works on a PostgreSQL that several servers may share: all of them together, or one act that wants them stopped. */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { CaError } from "../errors";
import { translated } from "./failure";

/** An advisory lock of ours; the number means nothing. */
const presenceLock = 72_707_401;
const retryMilliseconds = 2_000;

export interface Presence {
  leave(): Promise<void>;
}

/** As long as this process lives, nobody is alone. Taken again after the database was away. */
export async function bePresent(connection: pg.ClientConfig): Promise<Presence> {
  let isLeaving = false;
  let client = await hold(connection, "pg_try_advisory_lock_shared");
  if (!client) throw new CaError("conflict", "The master key is being changed; start again when that is done.");
  const watch = (held: pg.Client) => held.once("end", () => void comeBack());
  async function comeBack(): Promise<void> {
    while (!isLeaving) {
      await sleep(retryMilliseconds, undefined, { ref: false });
      const again = isLeaving ? null : await hold(connection, "pg_try_advisory_lock_shared").catch(() => null);
      if (!again) continue;
      client = again;
      return void watch(again);
    }
  }
  watch(client);
  return {
    async leave() {
      isLeaving = true;
      await client?.end().catch(() => undefined);
    },
  };
}

/** CaError("conflict") while a server works on this database. */
export async function beAlone(connection: pg.ClientConfig): Promise<Presence> {
  const client = await hold(connection, "pg_try_advisory_lock");
  if (!client) throw new CaError("conflict", "Countersign is running on this database; stop every instance first.");
  return { leave: () => client.end().catch(() => undefined) };
}

async function hold(
  connection: pg.ClientConfig,
  lock: "pg_try_advisory_lock" | "pg_try_advisory_lock_shared",
): Promise<pg.Client | null> {
  const options = { connectionTimeoutMillis: 10_000, keepAlive: true, application_name: "countersign" };
  const client = new pg.Client({ ...options, ...connection });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ held: boolean }>(`SELECT ${lock}($1) AS held`, [presenceLock]);
    if (rows[0]?.held) return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw translated(error);
  }
  await client.end();
  return null;
}
