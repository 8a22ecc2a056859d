import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, lstat, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createStore } from "../store";
import {
  cluster,
  freshDirectory,
  hold,
  migratedStore,
  open,
  serverPid,
  usedDirectory,
} from "../testing/embedded-workshop";
import { linkLibraries } from "./binaries";
import { openEmbedded } from "./open";
import { isServerOf } from "./postmaster";

const isRoot = process.getuid?.() === 0;

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
    expect((await readdir(dataDir)).filter((name) => name.includes("partial"))).toEqual([]);
  });

  it("may be killed at any moment", async () => {
    const dataDir = await freshDirectory();
    for (const milliseconds of [400, 700, 1_000, 1_300]) {
      const killed = hold(dataDir, "exclusive");
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      await killed.kill();
    }
    await migratedStore(await open(dataDir));
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

  it("comes and goes without ever meeting a server on its way down, and the last one stops it", async () => {
    const dataDir = await usedDirectory();
    const comeAndGo = async () => {
      for (let round = 0; round < 3; round++) {
        const { connection, close } = await openEmbedded({ dataDir, exclusive: false });
        const store = createStore(connection);
        await store.ping();
        await store.close();
        await close();
      }
    };
    await Promise.all([comeAndGo(), comeAndGo(), comeAndGo()]);
    expect(await serverPid(dataDir)).toBeUndefined();
  });

  it("leaves the server it started to an application that came meanwhile", async () => {
    const dataDir = await usedDirectory();
    const beside = await openEmbedded({ dataDir, exclusive: false });
    const store = await migratedStore(await open(dataDir));
    await beside.close();
    await store.ping();
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

  it.skipIf(!isRoot)(
    "a normal one owns files and server, and is refused and found again like root",
    { timeout: 90_000 },
    async () => {
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
    },
  );

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
