/** One process at a time makes, starts or stops the database of a place; the kernel gives the lock back if it dies. */
import { rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { CaError } from "../../errors";
import type { Place } from "./place";

/** CaError("unavailable") when another process holds it for longer than `waitMilliseconds`. */
export async function withStartLock<T>(place: Place, waitMilliseconds: number, run: () => Promise<T>): Promise<T> {
  const lock = await take(place, waitMilliseconds);
  try {
    return await run();
  } finally {
    await new Promise((resolve) => lock.close(resolve));
  }
}

async function take(place: Place, waitMilliseconds: number): Promise<Server> {
  const path = lockPath(place);
  for (const deadline = Date.now() + waitMilliseconds; Date.now() < deadline; await sleep(50)) {
    const server = await listen(path);
    if (server !== null) return server;
    // Only a file can outlive its process; an abstract name and a pipe cannot.
    if (path.startsWith("/") && !(await answers(path))) await rm(path, { force: true });
  }
  throw new CaError(
    "unavailable",
    "Another Countersign process is still starting or stopping this database; try again.",
  );
}

/** Linux: an abstract Unix socket, which is a name without a file. Windows: a named pipe. Elsewhere: a socket file. */
function lockPath({ id }: Place): string {
  if (process.platform === "linux") return `\0${id}-start`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${id}-start` : `/tmp/${id}.start`;
}

function listen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    server.listen(path, () => resolve(server));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
