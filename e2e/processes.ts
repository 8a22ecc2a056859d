/** What really runs, asked of the kernel. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { cpus, loadavg } from "node:os";

export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

const read = (of: () => string): string => {
  try {
    return of();
  } catch {
    return ""; // It has ended meanwhile.
  }
};

/** Every process that was started for a data directory or works in it: npm, shells, servers, databases. Linux. */
export function processesOf(dataDir: string): RunningProcess[] {
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return numbers.flatMap((pid) => {
    const command = read(() => readFileSync(`/proc/${pid}/cmdline`, "utf8"))
      .replaceAll("\0", " ")
      .trim();
    const environment = read(() => readFileSync(`/proc/${pid}/environ`, "utf8")).split("\0");
    const directory = read(() => readlinkSync(`/proc/${pid}/cwd`));
    const belongs =
      command.includes(dataDir) ||
      directory.startsWith(dataDir) ||
      environment.includes(`COUNTERSIGN_DATA_DIR=${dataDir}`);
    // A zombie has no command line: it has ended, and its parent has not looked yet.
    return belongs && command ? [{ pid: Number(pid), command }] : [];
  });
}

/** How much longer things take than on an idle machine: promises about seconds are for those. */
export const slowness = (): number => Math.max(1, loadavg()[0]! / cpus().length);
