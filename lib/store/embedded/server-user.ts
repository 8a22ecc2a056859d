/** PostgreSQL refuses to run as root; this decides as whom it runs then. */
import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import { CaError } from "../../errors";

export interface ServerUser {
  /** Put before the program and its arguments. */
  readonly prefix: readonly string[];
  /** Whose files and processes the database's are, as seen from here; undefined on Windows. */
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

/**
 * A normal user: that user. Root: the owner of the database's files where that is somebody else; otherwise a user
 * namespace of its own, in which the process is nobody while its files stay root's.
 */
export async function serverUser(cluster: string, dataDirectory: string): Promise<ServerUser> {
  const uid = process.getuid?.();
  const gid = process.getgid?.();
  if (uid !== 0) return { prefix: [], uid, gid };
  const owner = await stat(cluster).catch(() => stat(dataDirectory));
  if (owner.uid !== 0) return { prefix: [], uid: owner.uid, gid: owner.gid };
  const unshare = ["unshare", "--user", "--"];
  try {
    await promisify(execFile)(unshare[0]!, [...unshare.slice(1), "true"]);
  } catch (cause) {
    throw new CaError(
      "unavailable",
      "PostgreSQL refuses to run as root, and this system allows no user namespaces (unshare --user); run Countersign as a normal user, or set DATABASE_URL.",
      { cause },
    );
  }
  return { prefix: unshare, uid, gid };
}
