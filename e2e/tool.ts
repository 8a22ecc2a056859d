/** A program the tests drive but do not bring along. */
import { spawnSync } from "node:child_process";

/**
 * True when `program` can be run. Otherwise says in one line which Debian package has it, and with `CI` set throws:
 * there a missing tool is a failure, not a skipped test.
 */
export function hasTool(program: string, debianPackage: string): boolean {
  const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;
  const { status } = spawnSync("sh", ["-c", `command -v ${program}`], { env: { ...process.env, PATH } });
  if (status === 0) return true;
  const line = `skipped: ${program} is missing (Debian package ${debianPackage})`;
  if (process.env.CI) throw new Error(line);
  process.stderr.write(`${line}\n`);
  return false;
}
