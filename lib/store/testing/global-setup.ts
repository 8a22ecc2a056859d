/**
 * One server per test run: an embedded one in a temporary directory, or COUNTERSIGN_TEST_DATABASE_URL, whose role must
 * be allowed to create databases. Every test file gets a copy of one migrated template.
 */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openEmbedded } from "../embedded/open";
import { migrate } from "../migrate";

export interface TestServer {
  /** Of a database for maintenance; see `databaseUrl`. */
  readonly url: string;
  /** Begins the name of every database of this run; the template's whole name. */
  readonly template: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    readonly storeServer: TestServer;
  }
}

/** The same server, another database. */
export function databaseUrl(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env.COUNTERSIGN_TEST_DATABASE_URL;
  const server = external ? { url: external, close: async () => undefined } : await embeddedServer();
  const template = `countersign_test_${randomBytes(4).toString("hex")}`;
  await administer(server.url, `CREATE DATABASE ${template}`);
  await migrate({ connectionString: databaseUrl(server.url, template) });
  project.provide("storeServer", { url: server.url, template });
  return async () => {
    for (const name of await databasesOf(server.url, template))
      await administer(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.close();
  };
}

async function embeddedServer() {
  const dataDir = await mkdtemp(join(tmpdir(), "countersign-test-"));
  const { connection, close } = await openEmbedded({ dataDir, exclusive: true });
  const parameters = new URLSearchParams({ host: connection.host ?? "", port: String(connection.port) });
  return {
    url: `postgresql://${connection.user}:${connection.password}@localhost/postgres?${parameters}`,
    async close() {
      await close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function databasesOf(url: string, prefix: string): Promise<string[]> {
  const rows = await administer(url, `SELECT datname FROM pg_database WHERE starts_with(datname, '${prefix}')`);
  return rows.map(({ datname }) => String(datname));
}

export async function administer(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
