import { lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockDataDirectory } from "../data-directory-lock";
import type { Life } from "../life";

const prefix = "countersign-demo-";
/** A directory this young may belong to a demo that has not locked it yet. */
const youngMilliseconds = 60_000;

/** A data directory for this process alone, gone when it ends, however it ends; one that was killed leaves its own to the next. */
export async function openThrowAwayDirectory(life: Pick<Life, "onEnd">): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), prefix));
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  process.once("exit", remove);
  life.onEnd(await lockDataDirectory(directory));
  life.onEnd(remove);
  await removeLeftOvers(directory);
  return directory;
}

/** A PostgreSQL that outlived its killed process ends by itself within a minute of losing its directory. */
async function removeLeftOvers(own: string): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))) {
    const directory = join(tmpdir(), name);
    if (directory === own || !isOldAndOurs(directory)) continue;
    try {
      const release = await lockDataDirectory(directory);
      rmSync(directory, { recursive: true, force: true });
      release();
    } catch {
      // Another demo runs in it, or it went away meanwhile.
    }
  }
}

function isOldAndOurs(directory: string): boolean {
  const found = lstatSync(directory, { throwIfNoEntry: false });
  const isOurs = found?.isDirectory() === true && found.uid === process.getuid?.();
  return isOurs && Date.now() - found.ctimeMs > youngMilliseconds;
}
