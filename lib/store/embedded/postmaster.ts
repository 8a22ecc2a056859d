/** The running server as its `postmaster.pid` tells, and whether the process of that number is really it. */
import { execFile } from "node:child_process";
import { readFile, readlink, realpath, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Empty where it listens on TCP only (Windows). */
  readonly socketDirectory: string;
  readonly isReady: boolean;
}

/** Null when no server runs on this cluster. */
export async function runningPostmaster(cluster: string): Promise<Postmaster | null> {
  const told = parse(await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => ""));
  return told !== null && (await isServerOf(cluster, told.pid)) ? told : null;
}

// Lines: pid, data directory, start time, port, socket directory, listen address, shared memory, status.
function parse(text: string): Postmaster | null {
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isSafeInteger(pid) || pid <= 0 || !Number.isSafeInteger(port) || port <= 0) return null;
  return { pid, port, socketDirectory: lines[4] ?? "", isReady: lines[7]?.trim() === "ready" };
}

/** A number is not a process: after a restart of the machine, or in a container, anybody may have it. */
export async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  if (process.platform === "linux") return isLinuxServerOf(cluster, pid);
  const command = await promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)]).then(
    ({ stdout }) => stdout,
    () => "",
  );
  return command.includes("postgres") && command.includes(cluster);
}

/** A server's working directory is its cluster, under whatever name that has by now. A zombie has no command line. */
async function isLinuxServerOf(cluster: string, pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  const [program, ...input] = command.split("\0");
  if (basename(program ?? "") !== "postgres") return false;
  const directory = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return directory === null ? input.includes(cluster) : directory === (await realpath(cluster));
}

/** Beyond any system's highest process number, so certainly dead. */
const deadPid = 2_147_483_646;

/**
 * Makes a `postmaster.pid` harmless that would keep PostgreSQL from starting though no server runs: one that names a
 * zombie or another program gets a dead number, because PostgreSQL must still read in it whether orphaned backends use
 * the old shared memory; one that nobody can read is removed. The caller holds the start lock.
 */
export async function disarmStaleFile(cluster: string): Promise<void> {
  const path = join(cluster, "postmaster.pid");
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return;
  if (parse(text) === null) return rm(path, { force: true });
  await writeFile(path, text.replace(/^\d+/, String(deadPid)));
}
