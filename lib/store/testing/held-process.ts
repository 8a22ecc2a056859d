import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** `hold-embedded.ts` in a process of its own. */
export interface HeldProcess {
  readonly pid: number;
  /** Waits until it has printed this line; fails when it ends first. */
  says(line: string | RegExp): Promise<void>;
  /** The last number of committed inserts it told of. */
  committed(): number;
  kill(): Promise<void>;
  /** Lets it end in order. */
  end(): Promise<void>;
}

export function holdEmbedded(dataDir: string, manner: "exclusive" | "beside", wrapper: string[] = []): HeldProcess {
  const script = fileURLToPath(new URL("hold-embedded.ts", import.meta.url));
  const [program, ...input] = [...wrapper, process.execPath, "--import", "tsx", script, dataDir, manner];
  const child = spawn(program!, input);
  const exited = once(child, "exit");
  const output = collect(child);
  return {
    pid: child.pid!,
    async says(line) {
      while (!output.lines.some((said) => (typeof line === "string" ? said === line : line.test(said)))) {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${output.errors()}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    committed: () => Math.max(0, ...output.lines.map(Number).filter(Number.isInteger)),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    async end() {
      child.stdin.end();
      await exited;
    },
  };
}

function collect(child: ChildProcessWithoutNullStreams) {
  const lines: string[] = [];
  let rest = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    const parts = `${rest}${chunk}`.split("\n");
    rest = parts.pop()!;
    lines.push(...parts);
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  return { lines, errors: () => errors };
}
