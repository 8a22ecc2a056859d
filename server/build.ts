import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { childEnvironment } from "../lib/config";
import { CaError } from "../lib/errors";
import { sourceHash } from "./source-hash.mjs";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Written last, so that a build that was interrupted does not count. */
const lastFile = ".next/export-marker.json";

export function isBuildStale(): boolean {
  const id = join(root, ".next/BUILD_ID");
  if (!existsSync(id) || !existsSync(join(root, lastFile))) return true;
  return readFileSync(id, "utf8").trim() !== sourceHash();
}

/** Runs `next build`; ends with it when `signal` is aborted. */
export async function build(signal: AbortSignal): Promise<void> {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: root,
    env: childEnvironment({ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" }),
    stdio: ["ignore", "inherit", "inherit"],
  });
  const stop = () => child.kill("SIGTERM");
  signal.addEventListener("abort", stop);
  const code = await exitOf(child);
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (code !== 0) throw new CaError("unavailable", "The console could not be built; the lines above say why.");
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("exit", resolve);
    child.once("error", reject);
  });
}
