import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../ca/actor";
import { everywhere } from "../ca/grant";
import { openTestStore } from "../store/testing/open-test-store";
import { createConsoleKeys } from "./console-key";
import { createDatabaseKeys } from "./database-keys";
import { loadMasterKey, prove } from "./load-master-key";
import { backUp, check, restore } from "./master-key-care";
import { rotateMasterKey } from "./rotate-master-key";

const administrator = { role: "administrator", ...everywhere } as const;
const actor: Actor = { kind: "command-line", id: "", name: "root", grants: [], door: "command-line", address: null };
const clock = () => new Date();

describe("a change of the master key", () => {
  let directory: string;
  let opened: Awaited<ReturnType<typeof openTestStore>>;
  let source: { kind: "own-file"; path: string; nextPath: string };
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "countersign-rotate-"));
    source = { kind: "own-file", path: join(directory, "master-key"), nextPath: join(directory, "master-key.next") };
    opened = await openTestStore();
    const masterKey = await loadMasterKey(source, null);
    for (const type of ["ec-p256", "ed25519"] as const) {
      await opened.store.keys.insert(await createDatabaseKeys(masterKey).generate(type));
    }
    await opened.store.keys.insert((await createConsoleKeys(masterKey).create()).key);
  });
  afterEach(async () => {
    await opened.close();
    await rm(directory, { recursive: true });
  });

  const rotate = (store = opened.store) => rotateMasterKey({ store, clock }, actor, source);
  /** As at the next start. */
  const opensEverything = async () => {
    const masterKey = await loadMasterKey(source, await opened.store.keys.findAny());
    for (const key of await opened.store.keys.list()) prove(masterKey, key);
    return masterKey.id;
  };

  it("encrypts every private key anew under it, and is on record", async () => {
    const before = await opened.store.keys.list();
    const { from, to, keyCount } = await rotate();
    expect(keyCount).toBe(3);
    expect(await opensEverything()).toBe(to);
    for (const [index, { envelope }] of (await opened.store.keys.list()).entries()) {
      // Not even the ciphertext below the data key is the same.
      const old = Buffer.from(before[index]!.envelope);
      expect(Buffer.from(envelope).includes(old.subarray(-48, -16))).toBe(false);
    }
    const query = { before: null, limit: 1, actor: null, action: "master-key.rotate", objectId: to, result: null };
    expect((await opened.store.audit.list(query))[0]).toMatchObject({ detail: { from, to, keyCount: 3 } });
    expect(await loadMasterKey(source, null)).toMatchObject({ id: to });
  });

  it("that fails in the database leaves everything as it was, and the next one goes on with the same key", async () => {
    const old = await opensEverything();
    const failing = {
      ...opened.store,
      transaction: (run) =>
        opened.store.transaction(async (tables) => {
          await run(tables);
          throw new Error("the power went out");
        }),
    } as typeof opened.store;
    await expect(rotate(failing)).rejects.toThrow("the power went out");
    const waiting = await readFile(source.nextPath, "utf8");
    expect(await opensEverything()).toBe(old);
    const { to } = await rotate();
    expect(await readFile(source.path, "utf8")).toBe(waiting);
    expect(await opensEverything()).toBe(to);
  });

  it("that ends right after the database has changed is finished by the next start", async () => {
    const octets = await readFile(source.path, "utf8");
    const { to } = await rotate();
    // As it was on disk one moment before the end.
    await writeFile(source.nextPath, await readFile(source.path, "utf8"), { mode: 0o600 });
    await writeFile(source.path, octets, { mode: 0o600 });
    expect(await opensEverything()).toBe(to);
    await expect(stat(source.nextPath)).rejects.toThrow("ENOENT");
    expect((await loadMasterKey(source, null)).id).toBe(to);
  });

  it.each(["backUp", "check", "restore", "rotate"] as const)(
    "is the command line’s: nobody signed in may %s",
    async (act) => {
      const person: Actor = { ...actor, kind: "user", id: "1", name: "ada@corp.example", grants: [administrator] };
      const ports = { store: opened.store, clock };
      const backup = { text: "", passphrase: "", source };
      const before = await opened.store.keys.list();
      const attempts = {
        backUp: async () => backUp(ports, person, { masterKey: await loadMasterKey(source, null), passphrase: "" }),
        check: () => check(ports, person, backup),
        restore: () => restore(ports, person, backup),
        rotate: () => rotateMasterKey(ports, person, source),
      };
      await expect(attempts[act]()).rejects.toMatchObject({ code: "forbidden" });
      expect(await opened.store.keys.list()).toEqual(before);
      const query = { before: null, limit: 1, actor: null, action: null, objectId: null, result: null };
      expect((await opened.store.audit.list(query))[0]).toMatchObject({
        actorName: person.name,
        result: "refused",
        detail: { permission: "master-key.care" },
      });
    },
  );

  it("leaves no copy of a key behind that was killed while it was written", async () => {
    const leftover = join(directory, ".master-key-0123456789ab");
    await writeFile(leftover, await readFile(source.path, "utf8"), { mode: 0o600 });
    await rotate();
    await expect(stat(leftover)).rejects.toThrow("ENOENT");
  });

  it("can be made again and again", async () => {
    const first = await rotate();
    const second = await rotate();
    expect(second.from).toBe(first.to);
    expect(await opensEverything()).toBe(second.to);
  });
});
