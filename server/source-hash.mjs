/**
 * What the built console was built from, as one hash. `next.config.js` makes it the build's id, so a build says by itself
 * whether it is stale; copied trees and restored caches, whose times mean nothing, are told apart too.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folders = ["app", "components", "lib", "public"];
const files = ["proxy.ts", "next.config.js", "postcss.config.mjs", "package.json", "package-lock.json"];
const skipped = /(\.test\.tsx?$|\/testdata\/|\/testing\/|\/lib\/store\/)/;

/** @returns {string} 20 hexadecimal digits */
export function sourceHash() {
  const hash = createHash("sha256");
  for (const path of [
    ...folders.flatMap((folder) => filesIn(join(root, folder))),
    ...files.map((file) => join(root, file)),
  ]) {
    hash
      .update(`${relative(root, path)}\0`)
      .update(readOrNothing(path))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 20);
}

/** @param {string} folder */
function filesIn(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !skipped.test(path.replaceAll("\\", "/")))
      .sort();
  } catch {
    return [];
  }
}

/** @param {string} path */
function readOrNothing(path) {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
