import { randomBytes } from "node:crypto";
import { type FileHandle, link, open, readdir, readFile, rename, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CaError, isCaError } from "../errors";
import { formatMasterKey, type MasterKey, parseMasterKey } from "./master-key";

/** Null when there is no such file. Refuses a file that others may read, with the command that repairs it. */
export async function readMasterKeyFile(path: string): Promise<MasterKey | null> {
  let mode: number;
  try {
    mode = (await stat(path)).mode;
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw new CaError("unavailable", `The master key file ${path} cannot be read: ${reason(cause)}.`, { cause });
  }
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    const octal = (mode & 0o777).toString(8).padStart(4, "0");
    throw new CaError(
      "unavailable",
      `The master key file ${path} has mode ${octal}, so other accounts may read it. Run: chmod 600 ${path}`,
    );
  }
  try {
    return parseMasterKey(await readFile(path, "utf8"), `The file ${path}`);
  } catch (cause) {
    if (isCaError(cause)) throw cause;
    throw new CaError("unavailable", `The master key file ${path} cannot be read: ${reason(cause)}.`, { cause });
  }
}

/** On disk with mode 0600 before this returns. When there is a file already it stays, and its key is returned. */
export async function writeMasterKeyFile(path: string, key: MasterKey): Promise<MasterKey> {
  const temporary = join(dirname(path), `.master-key-${randomBytes(6).toString("hex")}`);
  await write(temporary, formatMasterKey(key));
  try {
    await link(temporary, path); // Fails when the name is taken, unlike rename: a key is never replaced.
  } catch (cause) {
    const other = (cause as NodeJS.ErrnoException).code === "EEXIST" ? await readMasterKeyFile(path) : null;
    if (other) return other;
    throw new CaError("unavailable", `The master key cannot be written to ${path}: ${reason(cause)}.`, { cause });
  } finally {
    await unlink(temporary);
  }
  await syncDirectory(dirname(path));
  return key;
}

/** In place of the one at `to`; after a crash there is one or the other. */
export async function moveMasterKeyFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (cause) {
    const advice = `move ${from} there`;
    throw new CaError("unavailable", `${to} cannot be replaced (${reason(cause)}); ${advice}.`, { cause });
  }
  await syncDirectory(dirname(to));
}

/** What a write that was cut short left beside `path`: it may be a copy of a key that is to be gone. */
export async function removeUnfinished(path: string): Promise<void> {
  const directory = dirname(path);
  for (const name of await readdir(directory))
    if (/^\.master-key-[0-9a-f]{12}$/.test(name)) await unlink(join(directory, name));
}

async function write(path: string, text: string): Promise<void> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "wx", 0o600);
    await file.writeFile(text);
    await file.sync();
  } catch (cause) {
    throw new CaError("unavailable", `The master key cannot be written to ${path}: ${reason(cause)}.`, { cause });
  } finally {
    await file?.close();
  }
}

async function syncDirectory(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOENT";
const reason = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
