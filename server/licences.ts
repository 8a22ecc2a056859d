/** Which packages of others run here, under which licences: from the lock file, which names exactly what was installed. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Licence } from "../lib/running";
import { root } from "./build";

interface Locked {
  readonly version?: string;
  readonly license?: string;
  /** Only for developing, or not installed on every machine. */
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

export async function licences(): Promise<readonly Licence[]> {
  const text = await readFile(join(root, "package-lock.json"), "utf8");
  const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, Locked>> };
  const found = new Map<string, Licence>();
  for (const [path, { version = "", license = "unknown", dev, devOptional }] of Object.entries(packages)) {
    const name = path.split("node_modules/").pop() ?? "";
    if (name === "" || dev || devOptional) continue;
    found.set(`${name} ${version}`, { name, version, licence: license });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
