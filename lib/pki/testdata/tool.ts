/** Other people's programs, which tests hold our bytes against. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Whether `command` is installed. When it is not, the tests that need it are skipped with one line that names the
 * Debian package; under CI its absence is a failure. `probe` are arguments with which it succeeds when all is there.
 */
export function hasTool(command: string, debianPackage: string, ...probe: readonly string[]): boolean {
  try {
    if (probe.length) execFileSync(command, probe, { stdio: "ignore" });
    else execFileSync("sh", ["-c", `command -v ${command}`], { stdio: "ignore" });
    return true;
  } catch (error) {
    const message = `${command} is missing: apt-get install ${debianPackage}`;
    if (process.env.CI) throw new Error(message, { cause: error });
    process.stderr.write(`skipped: ${message}\n`);
    return false;
  }
}

/** A directory of its own for one test file; `remove` belongs into afterAll. */
export interface Workshop {
  /** Writes the file and returns its path. */
  write(name: string, content: Uint8Array | string): string;
  read(name: string): Uint8Array;
  path(name: string): string;
  /** Runs the program there and returns what it printed on both streams; throws with that text when it fails. */
  run(command: string, ...argv: string[]): string;
  remove(): void;
}

export function openWorkshop(): Workshop {
  const directory = mkdtempSync(join(tmpdir(), "countersign-pki-"));
  const path = (name: string) => join(directory, name);
  return {
    path,
    write: (name, content) => {
      writeFileSync(path(name), content);
      return path(name);
    },
    read: (name) => new Uint8Array(readFileSync(path(name))),
    run: (command, ...argv) => {
      // 2>&1 by a shell, so that both streams come back in order and arguments stay arguments.
      const shell = ["-c", 'exec "$@" 2>&1', "sh", command, ...argv];
      const { status, stdout } = spawnSync("sh", shell, { cwd: directory, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
      if (status === 0) return stdout;
      throw new Error(`${[command, ...argv].join(" ")} ended with ${status}:\n${stdout}`);
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
