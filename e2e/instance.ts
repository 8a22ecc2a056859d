/** The product as a user starts it: a process, a data directory, two URLs. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);

export const administrator = { email: "ops@corp.example", password: "ample-lantern-orbit-49" };

export interface Instance {
  consoleUrl: string;
  validationUrl: string;
  /** With the one-time token, while nothing is set up. */
  setupUrl: string | null;
  readonly dataDir: string;
  /** Null on the embedded database. */
  readonly databaseUrl: string | null;
  readonly environment: NodeJS.ProcessEnv;
  process: ChildProcess | null;
  output: string;
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const cleared =
  /^(COUNTERSIGN_|DATABASE_URL$|PORT$|NEXTAUTH|SSL_CERT_|CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE|NODE_EXTRA_CA_CERTS|NODE_ENV|VITEST|TEST_WORKER|PLAYWRIGHT)/;

/** Everything of ours and everything that redirects trust is cleared, then set as asked. */
export function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !cleared.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...extra };
}

async function createDatabase(server: string): Promise<string> {
  const name = `e2e_${randomBytes(6).toString("hex")}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** A fresh data directory, and a fresh database when the run is on a PostgreSQL of its own; not started. */
export async function prepareInstance(extra: Readonly<Record<string, string>> = {}): Promise<Instance> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "countersign-e2e-"));
  const server = process.env.COUNTERSIGN_TEST_DATABASE_URL;
  const databaseUrl = server ? await createDatabase(server) : null;
  const environment = cleanEnvironment({
    COUNTERSIGN_DATA_DIR: dataDir,
    PORT: "0",
    COUNTERSIGN_VALIDATION_PORT: "0",
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    ...extra,
  });
  return {
    dataDir,
    databaseUrl,
    environment,
    consoleUrl: "",
    validationUrl: "",
    setupUrl: null,
    process: null,
    output: "",
  };
}

export async function createInstance(extra: Readonly<Record<string, string>> = {}): Promise<Instance> {
  return start(await prepareInstance(extra));
}

const server = [process.execPath, "--import", "tsx", "server/main.ts"];

/**
 * Starts the server; resolves with its `ready` line, rejects with everything it said. Also starts a killed one again.
 * Any other command has a process group of its own, as from a terminal.
 */
export async function start(
  instance: Instance,
  command: readonly string[] = server,
  readySecondsMax = 180,
): Promise<Instance> {
  const child = spawn(command[0]!, command.slice(1), {
    cwd: root,
    env: instance.environment,
    stdio: ["ignore", "pipe", "pipe"],
    detached: command !== server,
  });
  instance.process = child;
  instance.output = "";
  await new Promise<void>((resolve, reject) => {
    const late = () => reject(new Error(`not ready after ${readySecondsMax} s:\n${instance.output}`));
    const timer = setTimeout(late, readySecondsMax * 1_000);
    const read = (chunk: Buffer) => {
      instance.output += chunk.toString();
      const ready = /^ready console=(\S+) validation=(\S+)$/m.exec(instance.output);
      if (!ready) return;
      clearTimeout(timer);
      instance.consoleUrl = ready[1]!;
      instance.validationUrl = ready[2]!;
      instance.setupUrl = /https?:\/\/\S+\/setup\?token=\S+/.exec(instance.output)?.[0] ?? null;
      resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`exited with ${code} before it was ready:\n${instance.output}`));
    });
  });
  return instance;
}

/** Sends `signal` and waits; the exit code, or null when the signal itself ended it. */
export async function stop(instance: Instance, signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
  const { process: child } = instance;
  if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
  const gone = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  child.kill(signal);
  return gone;
}

export async function destroy(instance: Instance | undefined): Promise<void> {
  if (!instance) return;
  const { exitCode, signalCode } = instance.process ?? {};
  if (exitCode || signalCode === "SIGSEGV" || signalCode === "SIGABRT")
    console.error(`the server had ended by itself (${exitCode ?? signalCode}):\n${instance.output}`);
  await stop(instance);
  rmSync(instance.dataDir, { recursive: true, force: true });
  const server = process.env.COUNTERSIGN_TEST_DATABASE_URL;
  if (!instance.databaseUrl || !server) return;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${new URL(instance.databaseUrl).pathname.slice(1)} WITH (FORCE)`);
  await client.end();
}

/** The command line, against the instance's data directory or database. Never throws for an exit code. */
export async function countersign(
  environment: NodeJS.ProcessEnv,
  args: readonly string[],
  input = "",
): Promise<CommandResult> {
  const child = run(process.execPath, ["cli/countersign.mjs", ...args], {
    cwd: root,
    env: environment,
    timeout: 60_000,
  });
  child.child.stdin?.end(input);
  try {
    const { stdout, stderr } = await child;
    return { code: 0, stdout, stderr };
  } catch (error) {
    const failed = error as { code?: number; stdout?: string; stderr?: string };
    const code = typeof failed.code === "number" ? failed.code : 1;
    return { code, stdout: failed.stdout ?? "", stderr: failed.stderr ?? "" };
  }
}

interface InitResult {
  readonly root: { readonly name: string; readonly certificatePem: string; readonly sha256: string };
  readonly issuing: { readonly name: string; readonly certificatePem: string; readonly sha256: string };
}

/** Sets the instance up without a browser. */
export async function initialise(instance: Instance, extra: readonly string[] = []): Promise<InitResult> {
  const { email, password } = administrator;
  const result = await countersign({ ...instance.environment, COUNTERSIGN_ADMIN_PASSWORD: password }, [
    "init",
    "--admin-email",
    email,
    "--organization",
    "Corp Example",
    "--validation-url",
    instance.validationUrl || "http://127.0.0.1:8080",
    "--json",
    ...extra,
  ]);
  if (result.code !== 0) throw new Error(`init failed (${result.code}): ${result.stderr}`);
  return JSON.parse(result.stdout) as InitResult;
}
