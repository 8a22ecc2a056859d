/** SIGKILL while the master key is changed: the instance opens with what is there, and the next change goes through. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withDatabase } from "../database";
import { openDesk } from "../desk";
import { countersign, createInstance, destroy, type Instance, initialise, start, stop } from "../instance";

const root = fileURLToPath(new URL("../..", import.meta.url));
let instance: Instance;

beforeAll(async () => {
  instance = await createInstance();
  await initialise(instance);
  await stop(instance);
});
afterAll(() => destroy(instance));

/** Killed at the first look at which `isTime`, or at its own end. */
async function killed(isTime: () => boolean): Promise<void> {
  const child = spawn(process.execPath, ["cli/countersign.mjs", "master-key", "rotate"], {
    cwd: root,
    env: instance.environment,
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const look = setInterval(() => isTime() && child.kill("SIGKILL"), 1);
  await ended;
  clearInterval(look);
}

const next = () => path.join(instance.dataDir, "master-key.next");
const isWriting = () => readdirSync(instance.dataDir).some((name) => name.startsWith(".master-key-"));

it("can be cut short at any moment: each change counts whole or not at all, and is on record when it counts", async () => {
  await killed(isWriting);
  await killed(() => existsSync(next()));
  let wasThere = false;
  // After it was there and is gone: the database has changed.
  await killed(() => {
    const isThere = existsSync(next());
    const isGone = wasThere && !isThere;
    wasThere ||= isThere;
    return isGone;
  });
  const { code, stderr } = await countersign(instance.environment, ["master-key", "rotate"]);
  expect(code, stderr).toBe(0);
  const left = readdirSync(instance.dataDir).filter((name) => name.includes("master-key"));
  expect(left).toEqual(["master-key"]);

  await start(instance);
  const { pem } = await (await openDesk(instance)).issue("after.corp.example");
  expect(pem).toContain("BEGIN CERTIFICATE");
  const changes = await withDatabase(instance, async (client) => {
    const { rows } = await client.query<{ detail: { from: string; to: string } }>(
      `SELECT detail FROM audit_entries WHERE action = 'master-key.rotate' ORDER BY id`,
    );
    return rows.map(({ detail }) => detail);
  });
  const keys = await withDatabase(instance, async (client) => {
    const { rows } = await client.query<{ id: string }>(`SELECT DISTINCT master_key_id AS id FROM keys`);
    return rows.map(({ id }) => id);
  });
  expect(changes.length).toBeGreaterThan(0);
  for (const [index, { from }] of changes.entries()) if (index > 0) expect(from).toBe(changes[index - 1]!.to);
  expect(keys).toEqual([changes.at(-1)!.to]);
});
