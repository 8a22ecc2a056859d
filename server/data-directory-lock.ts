import { createHash } from "node:crypto";
import { unlinkSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { openDataDirectory } from "../lib/config";
import { CaError } from "../lib/errors";

/**
 * One server per data directory on this machine, also when the database is elsewhere: a socket that answers as long as
 * its process lives, so that one that was killed is in nobody's way. CaError("conflict") when another has it.
 * (The embedded database has a lock of its own, for processes that do not share /tmp.)
 */
export async function lockDataDirectory(dataDir: string): Promise<() => void> {
  if (process.platform === "win32") return () => {};
  const hash = createHash("sha256").update(openDataDirectory(dataDir)).digest("hex").slice(0, 16);
  const path = `/tmp/countersign-${process.getuid?.() ?? "user"}-${hash}.lock`;
  const server = (await bind(path)) ?? (await replaceDead(path));
  if (!server) {
    throw new CaError(
      "conflict",
      `Another Countersign process uses the data directory ${dataDir}; stop it first, or choose another directory.`,
    );
  }
  server.unref();
  return () => void server.close();
}

/** Null when the name is taken. */
function bind(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    server.listen(path, () => resolve(server));
  });
}

async function replaceDead(path: string): Promise<Server | null> {
  const isAlive = await new Promise<boolean>((resolve) => {
    const socket = connect(path, () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
  if (isAlive) return null;
  unlinkSync(path);
  return bind(path);
}
