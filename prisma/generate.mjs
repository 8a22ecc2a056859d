/** Writes the Prisma client to lib/store/generated when the schema or Prisma itself has changed since the last time. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const schemaDirectory = fileURLToPath(new URL("schema/", import.meta.url));
const generated = fileURLToPath(new URL("../lib/store/generated/", import.meta.url));
const stamp = `${generated}stamp`;

const prismaPackage = createRequire(import.meta.url).resolve("prisma/package.json");
const digest = createHash("sha256").update(readFileSync(prismaPackage));
for (const name of readdirSync(schemaDirectory).sort())
  digest.update(name).update(readFileSync(schemaDirectory + name));
const wanted = digest.digest("hex");

const isCurrent =
  existsSync(`${generated}client.ts`) && existsSync(stamp) && readFileSync(stamp, "utf8").trim() === wanted;
if (!isCurrent) {
  const prisma = prismaPackage.replace(/package\.json$/, "build/index.js");
  const { status, stderr } = spawnSync(process.execPath, [prisma, "generate", "--no-hints"], {
    cwd: root,
    // `generate` insists on a schema engine it never runs; naming any program keeps it from downloading one.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0) {
    process.stderr.write(stderr);
    process.exit(1);
  }
  writeFileSync(stamp, `${wanted}\n`);
}
