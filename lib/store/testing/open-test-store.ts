import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { createStore, type OpenStore } from "../store";
import { administer, databaseUrl } from "./global-setup";

export interface TestStore {
  readonly store: OpenStore;
  /** Of the same database, for raw SQL and for processes under test. */
  readonly url: string;
  /** Closes the store and drops the database. */
  close(): Promise<void>;
}

/** A migrated, empty database of its own. Close it in `afterAll`; what is forgotten goes with the run. */
export async function openTestStore(): Promise<TestStore> {
  const { url, close } = await openTestDatabase("migrated");
  const store = createStore({ connectionString: url });
  return {
    store,
    url,
    async close() {
      await store.close();
      await close();
    },
  };
}

/** The same without a store, and, when "empty", without tables. */
export async function openTestDatabase(content: "migrated" | "empty"): Promise<Omit<TestStore, "store">> {
  const server = inject("storeServer");
  const name = `${server.template}_${randomBytes(6).toString("hex")}`;
  const template = content === "migrated" ? server.template : "template0";
  await administer(server.url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    url: databaseUrl(server.url, name),
    async close() {
      await administer(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
