/** PostgreSQL's data directory: made once, whole or not at all. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { access, chown, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { CaError } from "../../errors";
import type { Binaries } from "./binaries";
import type { Place } from "./place";
import type { ServerUser } from "./server-user";

export const superuser = "countersign";

/** Makes the cluster unless it is there. The caller holds the start lock. */
export async function prepareCluster(place: Place, binaries: Binaries): Promise<void> {
  const version = await readFile(join(place.cluster, "PG_VERSION"), "utf8").catch(() => null);
  if (version === null) return createCluster(place, binaries);
  if (version.trim() !== binaries.major)
    throw new CaError(
      "conflict",
      `The data directory is of PostgreSQL ${version.trim()}, and this version of Countersign brings ${binaries.major}; restore a backup into a new data directory.`,
    );
}

/** CaError("unavailable") when the file is gone or not ours to read. */
export async function readPassword({ passwordFile }: Place): Promise<string> {
  try {
    return (await readFile(passwordFile, "utf8")).trim();
  } catch (cause) {
    throw new CaError(
      "unavailable",
      "The file postgres.password in the data directory cannot be read; run as the user who owns it, or restore it from a backup.",
      { cause },
    );
  }
}

async function createCluster(place: Place, binaries: Binaries): Promise<void> {
  if (await access(place.cluster).then(yes, no))
    throw new CaError("conflict", "The folder postgres in the data directory is not a database; move it away.");
  const { user } = place;
  await writePassword(place.passwordFile, user);
  // Aside and then renamed: a start that was killed half-way leaves nothing that looks like a cluster. By a new name each
  // time, because its initdb may still be running.
  await removePartial(place);
  const partial = `${place.cluster}.partial-${randomBytes(4).toString("hex")}`;
  const [program, ...input] = [
    ...user.prefix,
    binaries.initdb,
    ...["-D", partial, "-U", superuser, "-E", "UTF8", "--locale=C", "--locale-provider=builtin"],
    ...["--builtin-locale=C.UTF-8", "--auth=scram-sha-256", `--pwfile=${place.passwordFile}`, "--data-checksums"],
  ];
  await run(program!, input, user);
  await rename(partial, place.cluster);
  await syncDirectory(place.dataDirectory);
}

/** An initdb whose starter was killed may still be writing: what cannot be removed now is in nobody's way, and goes next time. */
async function removePartial({ dataDirectory }: Place): Promise<void> {
  const patiently = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };
  for (const name of await readdir(dataDirectory))
    if (name.startsWith("postgres.partial")) await rm(join(dataDirectory, name), patiently).catch(() => undefined);
}

const yes = () => true;
const no = () => false;

async function writePassword(path: string, user: ServerUser): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, "wx", 0o600);
  await file.writeFile(`${randomBytes(24).toString("hex")}\n`);
  await file.sync();
  await file.close();
  if (process.getuid?.() === 0) await chown(path, user.uid!, user.gid!);
}

async function syncDirectory(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const directory = await open(path, "r");
  await directory.sync();
  await directory.close();
}

function run(program: string, input: readonly string[], { uid, gid }: ServerUser): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, input, { stdio: ["ignore", "pipe", "pipe"], uid, gid, detached: true });
    let output = "";
    child.stdout.on("data", (text) => {
      output += text;
    });
    child.stderr.on("data", (text) => {
      output += text;
    });
    const fail = (reason: string) =>
      reject(
        new CaError(
          "unavailable",
          "The PostgreSQL that comes along could not make a database in the data directory; look at the cause, or set DATABASE_URL.",
          { cause: new Error(`${reason}\n${output}`) },
        ),
      );
    child.once("error", (error) => fail(error.message));
    child.once("close", (code) => (code === 0 ? resolve() : fail(`initdb ended with ${code}`)));
  });
}
