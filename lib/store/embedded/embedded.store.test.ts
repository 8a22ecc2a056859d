import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../migrate";
import { createStore } from "../store";
import { holdEmbedded } from "../testing/held-process";
import { linkLibraries } from "./binaries";
import { type EmbeddedDatabase, type EmbeddedOptions, openEmbedded } from "./open";
import { isServerOf, runningPostmaster } from "./postmaster";

const isRoot = process.getuid?.() === 0;
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function freshDirectory(): Promise<string> {
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
async function usedDirectory(): Promise<string> {
  const directory = await freshDirectory();
  await cp(prepared, directory, { recursive: true });
  return directory;
}

async function open(dataDir: string, change: Partial<EmbeddedOptions> = {}): Promise<EmbeddedDatabase> {
  const opened = await openEmbedded({ dataDir, exclusive: true, ...change });
  undo.push(opened.close);
  return opened;
}

function hold(...input: Parameters<typeof holdEmbedded>) {
  const held = holdEmbedded(...input);
  undo.push(held.kill);
  return held;
}

const cluster = (dataDir: string) => join(dataDir, "postgres");
const serverPid = async (dataDir: string) => (await runningPostmaster(cluster(dataDir)))?.pid;

async function migratedStore({ connection }: EmbeddedDatabase) {
  await migrate(connection);
  const store = createStore(connection);
  undo.push(store.close);
  return store;
}

/** The count that `hold-embedded.ts` left. */
async function countIn(database: EmbeddedDatabase): Promise<number> {
  const store = createStore(database.connection);
  const count = await store.guesses.count("held", new Date(0), 60);
  await store.close();
  return count;
}

describe("the first start", () => {
  it("makes a durable database that only its owner can reach", async () => {
    const dataDir = await freshDirectory();
    const { connection } = await open(dataDir);
    const store = await migratedStore({ connection, close: async () => undefined });
    await store.ping();
    expect((await stat(join(dataDir, "postgres.password"))).mode & 0o777).toBe(0o600);
    expect((await stat(cluster(dataDir))).mode & 0o777).toBe(0o700);
    expect((await lstat(connection.host!)).mode & 0o777).toBe(0o700);
    expect(`${connection.host}/.s.PGSQL.5432`.length).toBeLessThan(107);
    const intruder = createStore({ ...connection, password: "guess" });
    await expect(intruder.ping()).rejects.toMatchObject({ code: "unavailable" });
    await intruder.close();
  });

  it("is not disturbed by what a killed first start left behind", async () => {
    const dataDir = await freshDirectory();
    await mkdir(join(dataDir, "postgres.partial"));
    await writeFile(join(dataDir, "postgres.partial", "PG_VERSION"), "18\n");
    await writeFile(join(dataDir, "postgres.password"), "half");
    await migratedStore(await open(dataDir));
    expect(await readdir(dataDir)).not.toContain("postgres.partial");
  });

  it("of several processes at once makes one database", async () => {
    const dataDir = await freshDirectory();
    const opened = await Promise.all([1, 2, 3].map(() => open(dataDir, { exclusive: false })));
    expect(new Set(opened.map(({ connection }) => connection.password)).size).toBe(1);
  });

  it("runs outside our process group, where Ctrl-C does not reach it", async () => {
    const dataDir = await freshDirectory();
    await open(dataDir);
    const groups = execFileSync("ps", ["-o", "pgid=", "-p", `${await serverPid(dataDir)},${process.pid}`]).toString();
    expect(new Set(groups.trim().split(/\s+/)).size).toBe(2);
  });
});

describe("a second application process", () => {
  it("is refused by name within five seconds, and the first does not notice", async () => {
    const dataDir = await usedDirectory();
    const first = hold(dataDir, "exclusive");
    await first.says("open");
    const start = performance.now();
    await expect(openEmbedded({ dataDir, exclusive: true })).rejects.toMatchObject({
      code: "conflict",
      detail: `Another Countersign process (process ${first.pid}) uses this data directory; stop it first, or choose another directory.`,
    });
    expect(performance.now() - start).toBeLessThan(4_000);
    const before = first.committed();
    await expect.poll(() => first.committed()).toBeGreaterThan(before);
    await first.end();
  });
});

describe("command-line work", () => {
  it("starts a server that is not running, and stops it again", async () => {
    const dataDir = await usedDirectory();
    const opened = await openEmbedded({ dataDir, exclusive: false });
    const pid = (await serverPid(dataDir))!;
    await opened.close();
    expect(await isServerOf(cluster(dataDir), pid)).toBe(false);
    expect(existsSync(opened.connection.host!)).toBe(false);
  });

  it("uses one that runs, and leaves it running", async () => {
    const dataDir = await usedDirectory();
    const store = await migratedStore(await open(dataDir));
    const beside = await openEmbedded({ dataDir, exclusive: false });
    await beside.close();
    await store.ping();
  });

  it("leaves the server it started to an application that came meanwhile", async () => {
    const dataDir = await usedDirectory();
    const beside = await openEmbedded({ dataDir, exclusive: false });
    const store = await migratedStore(await open(dataDir));
    await beside.close();
    await store.ping();
  });
});

describe("after SIGKILL", () => {
  it("of our process its server is found again, with everything it had committed", async () => {
    const dataDir = await usedDirectory();
    const killed = hold(dataDir, "exclusive");
    await killed.says("100");
    await killed.kill();
    const pid = await serverPid(dataDir);
    const opened = await open(dataDir);
    expect(await serverPid(dataDir)).toBe(pid);
    expect(await countIn(opened)).toBeGreaterThanOrEqual(killed.committed());
  });

  it("of both, a new server recovers everything that was committed", async () => {
    const dataDir = await usedDirectory();
    const killed = hold(dataDir, "exclusive");
    await killed.says("100");
    const pid = (await serverPid(dataDir))!;
    process.kill(pid, "SIGKILL");
    await killed.kill();
    const opened = await open(dataDir);
    expect(await countIn(opened)).toBeGreaterThanOrEqual(killed.committed());
    expect(await serverPid(dataDir)).not.toBe(pid);
  });

  it.each([
    ["a server we started", false],
    ["a server we found", true],
  ])("of %s, it is started again where it was, and nothing is lost", async (_, isFound) => {
    const dataDir = await usedDirectory();
    if (isFound) {
      const first = hold(dataDir, "exclusive");
      await first.says("open");
      await first.kill();
    }
    const said: string[] = [];
    const opened = await open(dataDir, { report: (sentence) => said.push(sentence) });
    const store = await migratedStore(opened);
    const counts = [await store.guesses.add("mine", new Date(0), 60)];
    for (let round = 0; round < 2; round++) {
      const pid = (await serverPid(dataDir))!;
      process.kill(pid, "SIGKILL");
      await expect.poll(() => serverPid(dataDir), { timeout: 15_000 }).not.toBeOneOf([undefined, pid]);
      await expect
        .poll(() => said.filter((sentence) => sentence.endsWith("up again.")).length, { timeout: 15_000 })
        .toBe(round + 1);
      counts.push(await store.guesses.add("mine", new Date(0), 60));
    }
    expect(counts).toEqual([1, 2, 3]);
    await expect(openEmbedded({ dataDir, exclusive: true })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("what an ended server left behind does not keep the next from starting", () => {
  const stranger = () => {
    const child = spawn("sleep", ["600"], { stdio: "ignore" });
    undo.push(async () => child.kill());
    return child.pid!;
  };
  const pidFile = (pid: number, dataDir: string) =>
    `${pid}\n${cluster(dataDir)}\n1700000000\n5432\n/tmp/gone\n\n  9978075         4\nready   \n`;

  it.each<[string, (dataDir: string) => string]>([
    ["a pid that is dead", (dataDir) => pidFile(2 ** 22 - 1, dataDir)],
    ["a pid that is another program’s", (dataDir) => pidFile(stranger(), dataDir)],
    ["a pid that is ours", (dataDir) => pidFile(process.pid, dataDir)],
    ["an empty file", () => ""],
    ["garbage", () => "\u0000\u0001 not a pid\nat all"],
  ])("%s in postmaster.pid", async (_, content) => {
    const dataDir = await usedDirectory();
    await writeFile(join(cluster(dataDir), "postmaster.pid"), content(dataDir));
    await migratedStore(await open(dataDir));
  });

  it("a socket and its lock file", async () => {
    const dataDir = await usedDirectory();
    const { connection, close } = await openEmbedded({ dataDir, exclusive: false });
    await close();
    await mkdir(connection.host!, { recursive: true });
    await writeFile(join(connection.host!, ".s.PGSQL.5432"), "");
    await writeFile(join(connection.host!, ".s.PGSQL.5432.lock"), "4194303\n/x\n1\n5432\n/x\n");
    await migratedStore(await open(dataDir));
  });

  it("a running server whose socket was swept out of /tmp", async () => {
    const dataDir = await usedDirectory();
    const killed = hold(dataDir, "exclusive");
    await killed.says("open");
    await killed.kill();
    const pid = (await serverPid(dataDir))!;
    const { socketDirectory } = (await runningPostmaster(cluster(dataDir)))!;
    await rm(socketDirectory, { recursive: true });
    await migratedStore(await open(dataDir));
    expect(await serverPid(dataDir)).not.toBe(pid);
  });

  it("a copy of a data directory whose original is running, and the original stays what it was", async () => {
    const original = await usedDirectory();
    const originalStore = await migratedStore(await open(original));
    const copy = await freshDirectory();
    await cp(original, copy, { recursive: true, filter: (path) => !path.includes("pgsql_tmp") });
    const copyStore = await migratedStore(await open(copy));
    await copyStore.guesses.add("copy", new Date(0), 60);
    expect(await originalStore.guesses.count("copy", new Date(0), 60)).toBe(0);
  });
});

describe("stopping", () => {
  it("takes less than eight seconds with a transaction left open, and leaves no process", async () => {
    const dataDir = await usedDirectory();
    const opened = await openEmbedded({ dataDir, exclusive: true });
    const pid = (await serverPid(dataDir))!;
    const store = await migratedStore(opened);
    const left = store.transaction(async (tables) => {
      await tables.instance.lock();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await tables.instance.read();
    });
    left.catch(() => undefined);
    await store.instance.read();
    const start = performance.now();
    await opened.close();
    expect(performance.now() - start).toBeLessThan(8_000);
    expect(await isServerOf(cluster(dataDir), pid)).toBe(false);
    await expect(left).rejects.toMatchObject({ code: "unavailable" });
  });

  it("works on a server that does not react any more", async () => {
    const dataDir = await usedDirectory();
    const opened = await openEmbedded({ dataDir, exclusive: true });
    const pid = (await serverPid(dataDir))!;
    process.kill(pid, "SIGSTOP");
    const start = performance.now();
    await opened.close();
    expect(performance.now() - start).toBeLessThan(8_500);
    expect(await isServerOf(cluster(dataDir), pid)).toBe(false);
  });
});

describe("clear refusals", () => {
  it("of a data directory of another major version", async () => {
    const dataDir = await freshDirectory();
    await mkdir(cluster(dataDir));
    await writeFile(join(cluster(dataDir), "PG_VERSION"), "15\n");
    await expect(openEmbedded({ dataDir, exclusive: true })).rejects.toMatchObject({
      code: "conflict",
      detail: expect.stringContaining("The data directory is of PostgreSQL 15"),
    });
  });

  it("of a folder that is not a database", async () => {
    const dataDir = await freshDirectory();
    await mkdir(cluster(dataDir));
    await expect(openEmbedded({ dataDir, exclusive: true })).rejects.toMatchObject({ code: "conflict" });
  });

  it("without its password", async () => {
    const dataDir = await usedDirectory();
    await rm(join(dataDir, "postgres.password"));
    await expect(openEmbedded({ dataDir, exclusive: true })).rejects.toMatchObject({
      code: "unavailable",
      detail: expect.stringContaining("postgres.password"),
    });
  });

  it("of a server that cannot start, with its own last words as the cause", async () => {
    const dataDir = await usedDirectory();
    await writeFile(join(cluster(dataDir), "postgresql.conf"), "no_such_setting = 1\n");
    const error = await openEmbedded({ dataDir, exclusive: true }).catch((caught) => caught);
    expect(error.detail).toBe("The embedded database does not start; postgres.log in the data directory says why.");
    expect(error.cause.message).toContain("no_such_setting");
  });
});

describe("every user", () => {
  const nobody = 65_534;
  const asNobody = ["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"];

  it.skipIf(!isRoot)("a normal one owns files and server, and is refused and found again like root", async () => {
    const dataDir = await freshDirectory();
    await chown(dataDir, nobody, nobody);
    const first = hold(dataDir, "exclusive", asNobody);
    await first.says("10");
    expect((await stat(cluster(dataDir))).uid).toBe(nobody);
    await expect(hold(dataDir, "exclusive", asNobody).says("open")).rejects.toThrow("uses this data directory");
    await first.kill();
    const second = hold(dataDir, "exclusive", asNobody);
    await second.says("open");
    await second.end();
    expect(await serverPid(dataDir)).toBeUndefined();
  });

  it.skipIf(!isRoot)("root runs the database of a directory’s owner as that owner", async () => {
    const dataDir = await freshDirectory();
    await chown(dataDir, nobody, nobody);
    const store = await migratedStore(await open(dataDir));
    await store.ping();
    expect((await stat(`/proc/${await serverPid(dataDir)}`)).uid).toBe(nobody);
  });

  it.skipIf(!isRoot)("root works under a directory that only root may enter", async () => {
    const parent = await freshDirectory();
    await chmod(parent, 0o700);
    await migratedStore(await open(join(parent, "deep", "data")));
  });
});

describe("library links that npm’s install script would have made", () => {
  it("are made when missing, and left alone when there", async () => {
    const root = await freshDirectory();
    await mkdir(join(root, "native", "lib"), { recursive: true });
    await writeFile(join(root, "native", "lib", "libpq.so.5.18"), "library");
    const link = { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" };
    await writeFile(join(root, "native", "pg-symlinks.json"), JSON.stringify([link]));
    await linkLibraries(root);
    await linkLibraries(root);
    expect(await readFile(join(root, link.target), "utf8")).toBe("library");
    expect(existsSync(join(root, link.target))).toBe(true);
  });
});
