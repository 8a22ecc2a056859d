/** The process as an operator meets it: signals, second processes, mistakes, kills. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { availableParallelism, loadavg } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  administrator,
  cleanEnvironment,
  countersign,
  createInstance,
  destroy,
  type Instance,
  initialise,
  prepareInstance,
  start,
  stop,
} from "../instance";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly milliseconds: number;
}

/** Runs the server until it ends by itself. */
function runToEnd(environment: NodeJS.ProcessEnv): Promise<Ended> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["--import", "tsx", "server/main.ts"], { cwd: root, env: environment });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    child.once("close", (code) => resolve({ code, output, milliseconds: performance.now() - startedAt }));
  });
}

/** Every process whose command line or environment names the data directory. */
function processesOf(dataDir: string): string[] {
  const lines = execFileSync("ps", ["-ww", "-eo", "pid,args"], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(dataDir));
}

const gone = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));

let instance: Instance;
beforeAll(async () => {
  instance = await createInstance();
  await initialise(instance);
});
afterAll(() => destroy(instance));

describe("a server that runs", () => {
  it("shows the way in as long as nothing is set up, and the ready line last", () => {
    expect(instance.setupUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/setup\?token=[\w-]{32}$/);
    expect(instance.output.trimEnd().split("\n").at(-1)).toBe(
      `ready console=${instance.consoleUrl} validation=${instance.validationUrl}`,
    );
  });

  it("keeps its data directory to itself: a second process is refused within five seconds with exit code 1", async () => {
    const { code, output, milliseconds } = await runToEnd(instance.environment);
    expect(output).toMatch(/Another Countersign process .*uses/);
    expect(code).toBe(1);
    expect(milliseconds).toBeLessThan(5_000);
    expect((await fetch(`${instance.consoleUrl}/healthz`)).status).toBe(200);
  });

  it("refuses init with exit code 2 and changes nothing", async () => {
    const environment = { ...instance.environment, COUNTERSIGN_ADMIN_PASSWORD: administrator.password };
    const args = ["init", "--admin-email", "other@corp.example", "--organization", "Other", "--json"];
    expect(await countersign(environment, args)).toMatchObject({ code: 2, stdout: "" });
    expect(await (await fetch(instance.validationUrl)).text()).not.toContain("Other");
  });

  it("takes a password reset from the command line, whose link opens in its own console", async () => {
    const { code, stdout } = await countersign(instance.environment, ["reset-password", administrator.email]);
    expect(code).toBe(0);
    expect(stdout.startsWith(`${instance.consoleUrl}/password/`)).toBe(true);
    expect((await fetch(stdout.trim())).status).toBe(200);
  });

  it.each([
    ["/", "GET", 307],
    ["/certificates", "HEAD", 307],
    ["/sign-in", "GET", 200],
    ["/nothing-here", "GET", 307],
    ["/_next/static/nothing.js", "GET", 404],
    ["/icon.svg", "GET", 200],
    ["/api/auth/csrf", "GET", 200],
    ["/healthz", "GET", 200],
    ["/certificates", "POST", 403],
  ])("answers %s to %s with each protecting header once", async (target, method, status) => {
    const response = await fetch(instance.consoleUrl + target, { method, redirect: "manual" });
    expect(response.status).toBe(status);
    for (const name of ["content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy"]) {
      const value = response.headers.get(name);
      expect(value, name).toBeTruthy();
      expect(value, name).not.toContain(","); // Two headers of one name would be joined by one.
    }
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("x-powered-by")).toBeNull();
  });

  it("keeps the data directory and the master key to its user", () => {
    expect(statSync(path.join(instance.dataDir, "master-key")).mode & 0o777).toBe(0o600);
  });

  it("ends within ten seconds of SIGTERM with exit code 0, an idle connection or not, and leaves nothing running", async () => {
    const { hostname, port } = new URL(instance.consoleUrl);
    const idle = connect(Number(port), hostname);
    await new Promise((resolve) => idle.once("connect", resolve));
    idle.on("error", () => {});
    const startedAt = performance.now();
    expect(await stop(instance)).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    idle.destroy();
    expect(processesOf(instance.dataDir)).toEqual([]);
    await expect(fetch(instance.consoleUrl)).rejects.toThrow();
  });

  it("is ready within five seconds once built", async () => {
    const times: number[] = [];
    for (let run = 0; run < 2; run++) {
      const startedAt = performance.now();
      await start(instance);
      times.push(performance.now() - startedAt);
      expect(await stop(instance, "SIGINT")).toBe(0);
    }
    // Five seconds are meant for a machine that has nothing else to do.
    const others = Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
    expect(Math.min(...times)).toBeLessThan(5_000 * others);
  });

  it("starts again after SIGKILL, on the same data, with nothing to clean up by hand", async () => {
    await start(instance);
    await stop(instance, "SIGKILL");
    await start(instance);
    expect(instance.setupUrl).toBeNull();
    expect((await fetch(`${instance.consoleUrl}/healthz`)).status).toBe(200);
    expect(await stop(instance)).toBe(0);
    expect(processesOf(instance.dataDir)).toEqual([]);
  });
});

describe("npm start", () => {
  it.each(["SIGTERM", "SIGINT"] as const)("passes %s on, and nothing stays behind", async (signal) => {
    const child = spawn("npm", ["start"], { cwd: root, env: instance.environment, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output += chunk.toString();
        if (/^ready /m.test(output)) resolve();
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.once("exit", () => reject(new Error(output)));
    });
    const consoleUrl = /console=(\S+)/.exec(output)![1]!;
    const startedAt = performance.now();
    child.kill(signal);
    await gone(child);
    while (processesOf(instance.dataDir).length && performance.now() - startedAt < 10_000) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(processesOf(instance.dataDir)).toEqual([]);
    await expect(fetch(consoleUrl)).rejects.toThrow();
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

describe("a start that cannot succeed ends with exit code 1 and says what to do", () => {
  it("every mistake in the configuration at once", async () => {
    const environment = cleanEnvironment({
      PORT: "http",
      COUNTERSIGN_HOST: "0.0.0.0",
      COUNTERSIGN_MASTER_KEY: "short",
    });
    const { code, output } = await runToEnd(environment);
    expect(code).toBe(1);
    for (const name of ["PORT:", "COUNTERSIGN_HOST:", "COUNTERSIGN_MASTER_KEY:"]) expect(output).toContain(`- ${name}`);
    expect(output).not.toMatch(/\n\s+at /);
  });

  it("a master key that is not the one", async () => {
    const COUNTERSIGN_MASTER_KEY = randomBytes(32).toString("base64");
    const { code, output } = await runToEnd({ ...instance.environment, COUNTERSIGN_MASTER_KEY });
    expect(output).toMatch(/The master key is the wrong one: this is [0-9a-f]{16}, and .* wrapped by [0-9a-f]{16}/);
    expect(output).not.toContain(COUNTERSIGN_MASTER_KEY);
    expect(code).toBe(1);
    expect(processesOf(instance.dataDir)).toEqual([]);
  });

  it("a port that another program has", async () => {
    const other = await prepareInstance();
    await start(instance);
    const { code, output } = await runToEnd({ ...other.environment, PORT: new URL(instance.consoleUrl).port });
    await stop(instance);
    await destroy(other);
    expect(code).toBe(1);
    expect(output).toMatch(/The console cannot listen on port \d+ of 127\.0\.0\.1: another program has it/);
  });

  it("a data directory that is a file", async () => {
    const file = path.join(instance.dataDir, "file");
    writeFileSync(file, "");
    const { code, output } = await runToEnd({ ...instance.environment, COUNTERSIGN_DATA_DIR: file });
    expect(code).toBe(1);
    expect(output).toContain(file);
    expect(output).not.toMatch(/\n\s+at /);
    expect(existsSync(file)).toBe(true);
  });
});
