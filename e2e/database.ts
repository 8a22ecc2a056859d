/** A look into the instance's database, past everything that is ours. */
import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { Instance } from "./instance";

/** Of the embedded database; null when the run is on a PostgreSQL of its own. */
export function postmasterOf({ dataDir, databaseUrl }: Instance) {
  if (databaseUrl) return null;
  const lines = readFileSync(path.join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]), socketDirectory: lines[4]! };
}

export async function withDatabase<T>(instance: Instance, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionOf(instance));
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

function connectionOf(instance: Instance): pg.ClientConfig {
  const postmaster = postmasterOf(instance);
  if (!postmaster) return { connectionString: instance.databaseUrl! };
  const password = readFileSync(path.join(instance.dataDir, "postgres.password"), "utf8").trim();
  const { socketDirectory: host, port } = postmaster;
  return { host, port, user: "countersign", database: "countersign", password };
}
