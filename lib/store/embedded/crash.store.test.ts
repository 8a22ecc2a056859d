import { spawn } from "node:child_process";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  cluster,
  countIn,
  freshDirectory,
  hold,
  migratedStore,
  open,
  serverPid,
  undo,
  usedDirectory,
} from "../testing/embedded-workshop";
import { openEmbedded } from "./open";
import { isServerOf, runningPostmaster } from "./postmaster";

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
