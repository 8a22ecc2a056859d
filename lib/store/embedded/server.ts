/** Starting, finding and stopping the server process. */
import { spawn } from "node:child_process";
import { open, readFile, rename, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { CaError } from "../../errors";
import type { Binaries } from "./binaries";
import { type Place, prepareRuntimeDirectory } from "./place";
import { disarmStaleFile, isServerOf, type Postmaster, runningPostmaster } from "./postmaster";

/** Recovery after a crash may have much to replay. */
const startMillisecondsMax = 60_000;
const logBytesMax = 10_000_000;

const settings = {
  // What makes a commit durable, stated rather than inherited.
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  max_connections: "60",
  shared_buffers: "128MB",
  max_wal_size: "512MB",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
  // Parallel workers need /dev/shm, of which containers often have little.
  max_parallel_workers_per_gather: "0",
  unix_socket_permissions: "0700",
} as const;

/** Starts a server nobody else is running and waits until it takes connections. The caller holds the start lock. */
export async function startServer(place: Place, binaries: Binaries): Promise<Postmaster> {
  await disarmStaleFile(place.cluster);
  await prepareRuntimeDirectory(place);
  const { user } = place;
  const log = await openLog(place.logFile);
  const logStart = (await log.stat()).size;
  const [program, ...input] = [
    ...user.prefix,
    binaries.postgres,
    ...["-D", place.cluster, ...(await listening(place))],
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  // Detached: Ctrl-C goes to a whole process group, and the database must outlive the requests it ends.
  const child = spawn(program!, input, {
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
    uid: user.uid,
    gid: user.gid,
  });
  let ended: string | null = null;
  child.once("error", (error) => {
    ended = error.message;
  });
  child.once("exit", (code, signal) => {
    ended = `ended with ${code ?? signal}`;
  });
  child.unref();
  await log.close();
  return ready(place, () => ended, logStart);
}

async function ready(place: Place, endedHow: () => string | null, logStart: number): Promise<Postmaster> {
  for (const deadline = Date.now() + startMillisecondsMax; Date.now() < deadline; await sleep(25)) {
    const how = endedHow();
    if (how !== null) throw await failure(place, how, logStart);
    const found = await runningPostmaster(place.cluster);
    if (found?.isReady) return found;
  }
  throw await failure(place, "not ready in time", logStart);
}

async function failure(place: Place, how: string, logStart: number): Promise<CaError> {
  const log = await readFile(place.logFile).catch(() => Buffer.alloc(0));
  const said = log.subarray(logStart).subarray(-4_000).toString("utf8");
  return new CaError(
    "unavailable",
    "The embedded database does not start; postgres.log in the data directory says why.",
    {
      cause: new Error(`postgres ${how}\n${said}`),
    },
  );
}

async function openLog(path: string) {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logBytesMax) await rename(path, `${path}.1`);
  return open(path, "a", 0o600);
}

async function listening({ runtimeDirectory, port }: Place): Promise<string[]> {
  if (process.platform !== "win32") return ["-c", "listen_addresses=", "-k", runtimeDirectory];
  return [
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    "unix_socket_directories=",
    "-p",
    String(port ?? (await freePort())),
  ];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** PostgreSQL's fast shutdown, then immediate (recovery at the next start), then the kernel's: under eight seconds. */
const shutdown = [
  ["SIGINT", 5_000],
  ["SIGQUIT", 1_500],
  ["SIGKILL", 1_000],
] as const;

/** Returns when the process is gone; at once when it already is. */
export async function stopServer(cluster: string, pid: number): Promise<void> {
  for (const [signal, milliseconds] of shutdown) {
    if (!(await isServerOf(cluster, pid))) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const deadline = Date.now() + milliseconds; Date.now() < deadline; await sleep(25))
      if (!(await isServerOf(cluster, pid))) return;
  }
}
