/** Where an embedded database lives. */
import { createHash } from "node:crypto";
import { chown, lstat, mkdir, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { CaError } from "../../errors";
import { type ServerUser, serverUser } from "./server-user";

export interface Place {
  /** As given, made real: the same directory gives the same place by whatever path it is reached. */
  readonly dataDirectory: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  readonly passwordFile: string;
  readonly logFile: string;
  /** For the Unix socket, whose whole path must stay under 107 octets. */
  readonly runtimeDirectory: string;
  /** Where there are no Unix sockets: the TCP port on loopback, or null to choose one. */
  readonly port: number | null;
  readonly user: ServerUser;
  /** Names locks of this place on this machine. */
  readonly id: string;
}

export async function placeOf(dataDirectory: string): Promise<Place> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const real = await realpath(dataDirectory);
  const cluster = join(real, "postgres");
  const user = await serverUser(cluster, real);
  const hash = createHash("sha256").update(real).digest("hex").slice(0, 16);
  const id = `countersign-${user.uid ?? "user"}-${hash}`;
  return {
    dataDirectory: real,
    cluster,
    passwordFile: join(real, "postgres.password"),
    logFile: join(real, "postgres.log"),
    // Not os.tmpdir(): two processes with different TMPDIR must find the same socket.
    runtimeDirectory: process.platform === "win32" ? real : `/tmp/${id}`,
    port: null,
    user,
    id,
  };
}

/**
 * /tmp is everybody's: the directory must be a real one, ours, and closed to others. It is made anew for every start,
 * because a socket's lock file names a process too, and a zombie of that number would keep PostgreSQL from starting.
 */
export async function prepareRuntimeDirectory({ runtimeDirectory: path, user }: Place): Promise<void> {
  if (process.platform === "win32") return;
  const isRoot = process.getuid?.() === 0;
  const isOurs = await lstat(path).then(
    (found) => found.isDirectory() && found.uid === user.uid && (found.mode & 0o077) === 0,
    () => null,
  );
  if (isOurs === false && !isRoot)
    throw new CaError("unavailable", `${path} is not a directory that only this user can enter; remove it.`);
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { mode: 0o700 });
  if (isRoot) await chown(path, user.uid!, user.gid!);
}
