import { userInfo } from "node:os";
import type { Actor } from "../lib/ca/actor";
import { compose, type Instance, type OpenDatabase, openDatabase } from "../lib/compose";
import { type Config, readConfig } from "../lib/config";
import { exitCode, Refusal } from "./refusal";

const report = (line: string) => console.error(line);

/** What standard error may say stays off standard output, which belongs to the result. */
export function configuration(): Config {
  const { config, mistakes, warnings } = readConfig();
  for (const warning of warnings) report(`Warning: ${warning}`);
  if (config) return config;
  throw new Refusal(
    ["The configuration has mistakes:", ...mistakes.map((one) => `- ${one}`)].join("\n"),
    exitCode.failed,
  );
}

/** The database, beside a running server or alone; closed again whatever happens. */
export async function withDatabase<T>(config: Config, run: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase(config, { exclusive: false, report: () => {}, onLost: () => {} });
  try {
    return await run(database);
  } finally {
    await database.close();
  }
}

export function withInstance<T>(config: Config, run: (instance: Instance) => Promise<T>): Promise<T> {
  const ports = { consolePort: config.console.port, validationPort: config.validation.port || defaultValidationPort };
  return withDatabase(config, async (database) =>
    run(await compose(config, database, { ...ports, version: "", report })),
  );
}

/** Named in certificates when the listener takes any free port and nothing better was said. */
const defaultValidationPort = 8080;

export function commandLineActor(): Actor {
  return { kind: "command-line", id: "", name: userName(), grants: [], door: "command-line", address: null };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "command line"); // A user id without a name, as containers have.
  }
}
