/** `npm start` as an operator lives with it: signals, kills, second starts, other users, mistakes. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "../console-session";
import { postmasterOf } from "../database";
import { lifetimeOf } from "../http";
import { cleanEnvironment, destroy, type Instance, initialise, prepareInstance, start, stop } from "../instance";
import { processesOf, slowness } from "../processes";

const root = fileURLToPath(new URL("../..", import.meta.url));
const isRoot = process.getuid?.() === 0;
const npmStart = ["npm", "start"];
const nobody = 65_534;
const asNobody = ["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"];

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly milliseconds: number;
}

/** Runs the server until it ends by itself. */
function runToEnd(environment: NodeJS.ProcessEnv, prefix: readonly string[] = []): Promise<Ended> {
  const startedAt = performance.now();
  const [program, ...input] = [...prefix, process.execPath, "--import", "tsx", "server/main.ts"];
  const child = spawn(program!, input, { cwd: root, env: environment, timeout: 60_000 });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    child.once("close", (code) => resolve({ code, output, milliseconds: performance.now() - startedAt }));
  });
}

const isUp = async (url: string, cookie = "") =>
  (await fetch(url, { headers: { cookie }, redirect: "manual" }).catch(() => null))?.status ?? 0;

const serverPid = ({ dataDir }: Instance) =>
  processesOf(dataDir).find(
    ({ command }) => command.startsWith(process.execPath) || /^node .*server\/main/.test(command),
  )!.pid;

let instance: Instance;
let cookie: string;
const parent = mkdtempSync(path.join(tmpdir(), "countersign e2e "));

beforeAll(async () => {
  // As long as home directories are at their worst: a Unix socket in it would be past its 107 octets.
  const dataDir = path.join(parent, "a data directory with spaces and ümlauts", "x".repeat(120));
  const prepared = await prepareInstance();
  rmSync(prepared.dataDir, { recursive: true });
  const environment = { ...prepared.environment, COUNTERSIGN_DATA_DIR: dataDir };
  instance = await start({ ...prepared, dataDir, environment }, npmStart);
});
afterAll(async () => {
  await destroy(instance);
  rmSync(parent, { recursive: true, force: true });
});

describe("npm start", () => {
  it("says as its last line where both listeners are, once both answer", async () => {
    const { consoleUrl, validationUrl, setupUrl, output } = instance;
    expect(output.trimEnd().split("\n").at(-1)).toBe(`ready console=${consoleUrl} validation=${validationUrl}`);
    expect(setupUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/setup\?token=[\w-]{32}$/);
    expect(await isUp(setupUrl!)).toBe(200);
    expect(await isUp(validationUrl)).toBe(200);
  });

  it("builds nothing that is built already", () => {
    expect(instance.output).not.toMatch(/is being built|Compiled|Creating an optimized/);
  });

  it("has one server on a data directory: a second is refused at once, and the first does not notice", async () => {
    await initialise(instance);
    cookie = await signIn(instance);
    const patience = 5_000 * slowness();
    const { code, output, milliseconds } = await runToEnd(instance.environment);
    expect(output).toMatch(
      /Another Countersign process .*uses this|Another Countersign process uses the data directory/,
    );
    expect(output).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
    expect(milliseconds).toBeLessThan(patience);
    expect(await isUp(instance.consoleUrl, cookie)).toBe(200);
  });

  it("keeps what is secret to its user", () => {
    for (const file of ["master-key", ...(instance.databaseUrl ? [] : ["postgres.password"])])
      expect(statSync(path.join(instance.dataDir, file)).mode & 0o777).toBe(0o600);
  });

  it("starts its database again when that is killed, by itself, and serves CRLs meanwhile", async () => {
    const postmaster = postmasterOf(instance);
    if (!postmaster) return; // A PostgreSQL of the user’s own is the user’s to start.
    const crl = (await (await fetch(instance.validationUrl)).text()).match(/\/crl\/\S+/)![0];
    expect(await isUp(instance.validationUrl + crl)).toBe(200);
    process.kill(postmaster.pid, "SIGKILL");
    expect(await isUp(instance.validationUrl + crl)).toBe(200);
    await expect.poll(() => isUp(instance.consoleUrl, cookie), { timeout: 30_000, interval: 250 }).toBe(200);
    expect(await isUp(`${instance.consoleUrl}/healthz`)).toBe(200);
    expect(postmasterOf(instance)!.pid).not.toBe(postmaster.pid);
  });

  it("after SIGKILL of the server finds everything again, and who was signed in still is", async () => {
    const before = postmasterOf(instance)?.pid;
    const gone = new Promise((resolve) => instance.process!.once("exit", resolve));
    process.kill(serverPid(instance), "SIGKILL");
    await gone;
    await start(instance, npmStart);
    expect(postmasterOf(instance)?.pid).toBe(before);
    expect(instance.setupUrl).toBeNull();
    expect(await isUp(`${instance.consoleUrl}/authorities`, cookie)).toBe(200);
  });

  it.each<[string, NodeJS.Signals, (pid: number) => number]>([
    ["SIGTERM to npm", "SIGTERM", (pid) => pid],
    ["SIGINT to npm", "SIGINT", (pid) => pid],
    ["SIGTERM to the server", "SIGTERM", () => serverPid(instance)],
    ["SIGINT to the server", "SIGINT", () => serverPid(instance)],
    ["Ctrl-C, which the whole group gets", "SIGINT", (pid) => -pid],
  ])("%s stops everything within ten seconds with exit code 0, and leaves nothing running", async (_, signal, whom) => {
    if (instance.process?.exitCode !== null) await start(instance, npmStart);
    const { consoleUrl, validationUrl } = instance;
    // Neither a page that is open nor half a request holds it up.
    const open = [
      lifetimeOf(consoleUrl, ""),
      lifetimeOf(consoleUrl, "GET / HTTP/1.1\r\n"),
      lifetimeOf(validationUrl, "G"),
    ];
    const gone = new Promise((resolve) => instance.process!.once("exit", resolve));
    const startedAt = performance.now();
    process.kill(whom(instance.process!.pid!), signal);
    expect(await gone).toBe(0);
    await expect.poll(() => processesOf(instance.dataDir), { timeout: 10_000 }).toEqual([]);
    const milliseconds = performance.now() - startedAt;
    expect(milliseconds).toBeLessThan(10_000);
    await Promise.all(open);
    for (const url of [consoleUrl, validationUrl]) expect(await isUp(url)).toBe(0);
    console.info(`stopped in ${Math.round(milliseconds)} ms`);
  });

  it("is ready within five seconds once built, with the session of before", async () => {
    const patience = 5_000 * slowness();
    const startedAt = performance.now();
    await start(instance);
    const milliseconds = performance.now() - startedAt;
    console.info(`ready in ${Math.round(milliseconds)} ms at a load of ${slowness().toFixed(1)} per processor`);
    expect(milliseconds).toBeLessThan(patience);
    expect(await isUp(instance.consoleUrl, cookie)).toBe(200);
    expect(await stop(instance)).toBe(0);
  });

  it.skipIf(!process.env.COUNTERSIGN_SOAK)("builds again what was built from other sources", async () => {
    await stop(instance);
    writeFileSync(path.join(root, ".next", "BUILD_ID"), "of another day");
    await start(instance, npmStart);
    expect(instance.output).toContain("is being built");
    expect(await stop(instance)).toBe(0);
    await start(instance, npmStart);
    expect(instance.output).not.toContain("is being built");
    await stop(instance);
  });
});

describe("a normal user", () => {
  it.skipIf(!isRoot || Boolean(process.env.COUNTERSIGN_TEST_DATABASE_URL))(
    "runs all of it without being root",
    async () => {
      const home = mkdtempSync(path.join(tmpdir(), "countersign-e2e-home-"));
      chmodSync(home, 0o777);
      const other = await prepareInstance({ HOME: home, npm_config_cache: path.join(home, "npm") });
      rmSync(other.dataDir, { recursive: true });
      const dataDir = path.join(home, "data");
      const environment = { ...other.environment, COUNTERSIGN_DATA_DIR: dataDir };
      const theirs = await start({ ...other, dataDir, environment }, [...asNobody, ...npmStart]);
      try {
        const running = processesOf(dataDir);
        expect(running.some(({ command }) => command.includes("postgres"))).toBe(true);
        for (const { pid } of running) expect(statSync(`/proc/${pid}`).uid).toBe(nobody);
        expect(statSync(path.join(dataDir, "master-key")).uid).toBe(nobody);
        expect(await stop(theirs)).toBe(0);
        expect(processesOf(dataDir)).toEqual([]);
      } finally {
        await destroy(theirs);
        rmSync(home, { recursive: true, force: true });
      }
    },
  );
});

describe("a start that cannot succeed ends with exit code 1 and one sentence that says what to do", () => {
  const blocked = createServer();
  const file = path.join(parent, "file");
  const locked = path.join(parent, "locked");
  beforeAll(async () => {
    await new Promise<void>((resolve) => blocked.listen(0, "127.0.0.1", resolve));
    writeFileSync(file, "");
    mkdirSync(locked, { mode: 0o555 });
    chmodSync(parent, 0o755);
  });
  afterAll(() => blocked.close());
  const takenPort = () => String((blocked.address() as AddressInfo).port);

  async function expectRefusal(
    environment: NodeJS.ProcessEnv,
    words: readonly RegExp[],
    prefix: readonly string[] = [],
  ) {
    const { code, output } = await runToEnd(environment, prefix);
    for (const word of words) expect(output).toMatch(word);
    expect(output).not.toMatch(/\n\s+at |Error:|^ready /m);
    expect(code).toBe(1);
  }

  it.each<[string, () => Record<string, string>, RegExp[]]>([
    ["a console port that is taken", () => ({ PORT: takenPort() }), [/console cannot listen on port \d+/, /PORT/]],
    [
      "a validation port that is taken",
      () => ({ COUNTERSIGN_VALIDATION_PORT: takenPort() }),
      [/validation listener cannot listen on port \d+/, /COUNTERSIGN_VALIDATION_PORT/],
    ],
    ["a data directory that is a file", () => ({ COUNTERSIGN_DATA_DIR: file }), [/file/]],
    ["a data directory below a file", () => ({ COUNTERSIGN_DATA_DIR: path.join(file, "data") }), [/data/]],
    [
      "an http:// URL for a console that speaks HTTPS",
      () => ({ COUNTERSIGN_HOST: "0.0.0.0", COUNTERSIGN_URL: "http://ca.corp.example" }),
      [/COUNTERSIGN_URL: .*https:\/\/ca\.corp\.example/],
    ],
    [
      "a master key file that is not there",
      () => ({ COUNTERSIGN_MASTER_KEY_FILE: "/nowhere/key" }),
      [/\/nowhere\/key/],
    ],
    [
      "several mistakes, all of them at once",
      () => ({
        PORT: "http",
        COUNTERSIGN_HOST: "not a host",
        COUNTERSIGN_VALIDATION_URL: "ftp://x",
        COUNTERSIGN_TRUSTED_PROXIES: "all",
        COUNTERSIGN_URL: "x",
        COUNTERSIGN_MASTER_KEY: "short",
        DATABASE_URL: "mysql://secret@x",
      }),
      [
        /PORT: /,
        /COUNTERSIGN_HOST: /,
        /COUNTERSIGN_VALIDATION_URL: /,
        /COUNTERSIGN_TRUSTED_PROXIES: /,
        /COUNTERSIGN_URL: /,
        /COUNTERSIGN_MASTER_KEY: /,
        /DATABASE_URL: (?!.*secret)/,
      ],
    ],
  ])("%s", async (_, extra, words) => {
    const prepared = await prepareInstance(extra());
    await expectRefusal(prepared.environment, words);
    await destroy(prepared);
  });

  it.each([
    ["a port where nobody listens", "postgresql://user:secret-word@127.0.0.1:1/countersign"],
    ["a host that does not exist", "postgresql://user:secret-word@nowhere.invalid/countersign"],
  ])("a database at %s, and its password stays secret", async (_, DATABASE_URL) => {
    const environment = { ...cleanEnvironment(), COUNTERSIGN_DATA_DIR: path.join(parent, "unreachable"), DATABASE_URL };
    await expectRefusal({ ...environment, PORT: "0", COUNTERSIGN_VALIDATION_PORT: "0" }, [
      /database/i,
      /^(?!.*secret-word)/,
    ]);
  });

  it("a master key that is not the one, named without being shown", async () => {
    const COUNTERSIGN_MASTER_KEY = randomBytes(32).toString("base64");
    const words = [/The master key is the wrong one: this is [0-9a-f]{16}, and .* wrapped by [0-9a-f]{16}/];
    await expectRefusal({ ...instance.environment, COUNTERSIGN_MASTER_KEY }, words);
    expect(processesOf(instance.dataDir)).toEqual([]);
  });

  it("a master key that is gone, and none is made in its place", async () => {
    const own = path.join(instance.dataDir, "master-key");
    const octets = readFileSync(own);
    rmSync(own);
    await expectRefusal(instance.environment, [/there is no master key: put it back/]);
    expect(existsSync(own)).toBe(false);
    writeFileSync(own, octets, { mode: 0o600 });
  });

  it.skipIf(!isRoot)("a data directory that may not be written", async () => {
    const environment = { ...instance.environment, COUNTERSIGN_DATA_DIR: locked, HOME: "/tmp" };
    await expectRefusal(environment, [/locked/], asNobody);
  });
});
