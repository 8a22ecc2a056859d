/** Data directories, processes and stores for tests of the embedded database; all of them go at the end of each test. */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { type EmbeddedDatabase, type EmbeddedOptions, openEmbedded } from "../embedded/open";
import { runningPostmaster } from "../embedded/postmaster";
import { migrate } from "../migrate";
import { createStore } from "../store";
import { holdEmbedded } from "./held-process";

// Several servers and processes per test, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

export const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

export async function freshDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "countersign-embedded-"));
  undo.push(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

let prepared: string;
beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), "countersign-embedded-"));
  await (await openEmbedded({ dataDir: prepared, exclusive: true })).close();
});
afterAll(() => rm(prepared, { recursive: true, force: true }));

/** With a database that was made, used and closed: saves a second per test. */
export async function usedDirectory(): Promise<string> {
  const directory = await freshDirectory();
  await cp(prepared, directory, { recursive: true });
  return directory;
}

export async function open(dataDir: string, change: Partial<EmbeddedOptions> = {}): Promise<EmbeddedDatabase> {
  const opened = await openEmbedded({ dataDir, exclusive: true, ...change });
  undo.push(opened.close);
  return opened;
}

export function hold(...input: Parameters<typeof holdEmbedded>) {
  const held = holdEmbedded(...input);
  undo.push(held.kill);
  return held;
}

export const cluster = (dataDir: string) => join(dataDir, "postgres");
export const serverPid = async (dataDir: string) => (await runningPostmaster(cluster(dataDir)))?.pid;

export async function migratedStore({ connection }: EmbeddedDatabase) {
  await migrate(connection);
  const store = createStore(connection);
  undo.push(store.close);
  return store;
}

/** The count that `hold-embedded.ts` left. */
export async function countIn(database: EmbeddedDatabase): Promise<number> {
  const store = createStore(database.connection);
  const count = await store.guesses.count("held", new Date(0), 60);
  await store.close();
  return count;
}
