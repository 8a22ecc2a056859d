import { spawn } from "node:child_process";
import { mkdtemp, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lockDataDirectory } from "./data-directory-lock";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "countersign-lock-"));
});
afterAll(() => rm(directory, { recursive: true }));

describe("a data directory", () => {
  it("has one server, by whatever path it is reached, until that one lets go", async () => {
    const release = await lockDataDirectory(directory);
    await symlink(directory, join(directory, "alias"));
    await expect(lockDataDirectory(join(directory, "alias"))).rejects.toMatchObject({ code: "conflict" });
    release();
    (await lockDataDirectory(directory))();
  });

  it.each([
    ["a file", "/dev/null", "EEXIST"],
    ["below a file", "/dev/null/data", "ENOTDIR"],
    ["where nothing can be made", "/proc/countersign/data", "ENOENT"],
  ])("that is %s is refused at once, with its name and the repair", async (_, path, code) => {
    await expect(lockDataDirectory(path)).rejects.toMatchObject({
      code: "unavailable",
      detail: `The data directory ${path} cannot be used (${code}); name one that this user may write with COUNTERSIGN_DATA_DIR.`,
    });
  });

  it("is made with everything above it, for its user alone", async () => {
    const made = join(directory, "deep", "data");
    (await lockDataDirectory(made))();
    expect((await stat(made)).mode & 0o777).toBe(0o700);
  });

  it("is free again after its server was killed", async () => {
    const script = `import { lockDataDirectory } from "./server/data-directory-lock.ts"; await lockDataDirectory(${JSON.stringify(directory)}); console.log("locked"); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await expect(lockDataDirectory(directory)).rejects.toMatchObject({ code: "conflict" });
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    (await lockDataDirectory(directory))();
  });
});
