import { execFile } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bePresent } from "../lib/store/presence";
import { createStore } from "../lib/store/store";
import { openTestDatabase } from "../lib/store/testing/open-test-store";

const password = "ample-lantern-orbit-49";
const passphrase = "correct horse battery staple";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let dataDir: string;
beforeAll(async () => {
  database = await openTestDatabase("empty");
  dataDir = await mkdtemp(join(tmpdir(), "countersign-cli-"));
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as a process, in an environment of its own. */
function countersign(
  args: readonly string[],
  { input = "", env = {} as Record<string, string> } = {},
): Promise<Result> {
  const environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    COUNTERSIGN_DATA_DIR: dataDir,
    DATABASE_URL: database.url,
  };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["cli/countersign.mjs", ...args],
      { env: { NODE_ENV: "production", ...environment, ...env }, timeout: 60_000 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

const init = ["init", "--admin-email", "Ops@Example.org", "--organization", "Example"];

describe("wrong use ends with exit code 2, one sentence, and nothing done", { timeout: 60_000 }, () => {
  it.each([
    ["no such command", ["nonsense"], "", "unknown command"],
    ["a flag that is missing", ["init", "--admin-email", "a@b.example"], "", "--organization"],
    ["a key type that is none", [...init, "--key-type", "dsa"], "", "ec-p256"],
    ["no e-mail address", ["init", "--admin-email", "ops", "--organization", "Example"], password, "--admin-email"],
    ["a short password", init, "short", "At least 12 characters"],
    ["a common password", init, "password1234", "everybody tries first"],
    ["no password", init, "", "COUNTERSIGN_ADMIN_PASSWORD"],
    ["a validation URL that is none", [...init, "--validation-url", "ldap://x"], password, "http:// only"],
    [
      "an organisation too long for a certificate",
      ["init", "--admin-email", "a@b.example", "--organization", "x".repeat(65)],
      password,
      "64",
    ],
  ])("%s", async (_, args, input, text) => {
    const { code, stdout, stderr } = await countersign(args, { input });
    expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("and mistakes in the configuration are all named, with exit code 1", async () => {
    const { code, stderr } = await countersign(init, {
      env: { PORT: "x", COUNTERSIGN_HOST: "0.0.0.0:1" },
      input: password,
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/COUNTERSIGN_HOST: .*\n.*PORT: /);
  });
});

describe("init", { timeout: 60_000 }, () => {
  let result: Result;
  beforeAll(async () => {
    result = await countersign([...init, "--key-type", "ec-p384", "--json"], {
      env: { COUNTERSIGN_ADMIN_PASSWORD: password },
    });
  });

  it("prints both authorities as JSON and nothing else, and warns beside it", () => {
    expect(result.code).toBe(0);
    const { root, issuing, ...rest } = JSON.parse(result.stdout);
    expect(rest).toEqual({});
    for (const authority of [root, issuing]) {
      expect(Object.keys(authority).sort()).toEqual(["certificatePem", "name", "sha256"]);
      const certificate = new X509Certificate(authority.certificatePem);
      expect(certificate.fingerprint256.replaceAll(":", "").toLowerCase()).toBe(authority.sha256);
      expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).toBe("secp384r1");
    }
    const certificates = [issuing, root].map(({ certificatePem }) => new X509Certificate(certificatePem));
    expect(certificates[0]!.verify(certificates[1]!.publicKey)).toBe(true);
    expect(result.stderr).toMatch(/loopback|no other machine/i);
  });

  it("makes an administrator who can sign in, with a hash and nothing else kept of the password", async () => {
    const store = createStore({ connectionString: database.url });
    const user = await store.users.findByEmail("ops@example.org");
    await store.close();
    expect(user).toMatchObject({
      grants: [{ role: "administrator", authorityIds: null, profileIds: null }],
      passwordHash: expect.stringMatching(/^\$argon2id\$/),
    });
  });

  it("makes the master key readable by its owner only", async () => {
    expect((await stat(join(dataDir, "master-key"))).mode & 0o777).toBe(0o600);
  });

  it("is refused with exit code 2 the second time and changes nothing", async () => {
    const count = async () => {
      const store = createStore({ connectionString: database.url });
      const [authorities, users] = [await store.authorities.list(), await store.users.list()];
      await store.close();
      return { authorities: authorities.length, users };
    };
    const before = await count();
    const again = await countersign([...init, "--json"], { env: { COUNTERSIGN_ADMIN_PASSWORD: "another-lantern-50" } });
    expect(again).toMatchObject({ code: 2, stdout: "" });
    expect(again.stderr).toContain("set up already");
    expect(await count()).toEqual(before);
  });
});

describe("reset-password", { timeout: 60_000 }, () => {
  it("prints a link of the console, and leaves an audit entry", async () => {
    const { code, stdout } = await countersign(["reset-password", "OPS@example.org"], {
      env: { COUNTERSIGN_URL: "https://ca.example.org" },
    });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^https:\/\/ca\.example\.org\/password\/[\w-]{40,}\n$/),
    });
    const store = createStore({ connectionString: database.url });
    const query = { before: null, limit: 10, actor: null, action: "user.reset-password", objectId: null, result: null };
    const entries = await store.audit.list(query);
    await store.close();
    expect(entries[0]).toMatchObject({
      actorKind: "command-line",
      door: "command-line",
      objectName: "ops@example.org",
      result: "done",
    });
  });

  it("says that there is no such user, with exit code 1", async () => {
    expect(await countersign(["reset-password", "nobody@example.org"])).toMatchObject({ code: 1, stdout: "" });
  });
});

describe("master-key rotate", { timeout: 60_000 }, () => {
  const own = () => join(dataDir, "master-key");
  const opens = async (env: Record<string, string> = {}) =>
    (await countersign(["reset-password", "ops@example.org"], { env })).code;

  it("leaves an instance that opens with the new key alone, and says that everybody signs in again", async () => {
    const before = await readFile(own(), "utf8");
    const { code, stdout, stderr } = await countersign(["master-key", "rotate"]);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("sign in again") });
    expect(stdout).toContain("private keys encrypted anew: 2");
    expect(await readFile(own(), "utf8")).not.toBe(before);
    expect((await stat(own())).mode & 0o777).toBe(0o600);
    await expect(stat(`${own()}.next`)).rejects.toThrow("ENOENT");
    expect(await opens()).toBe(0);
    expect(await opens({ COUNTERSIGN_MASTER_KEY: before.trim() })).toBe(1);
  });

  it("is refused while a server works on the database", async () => {
    const presence = await bePresent({ connectionString: database.url });
    const { code, stderr } = await countersign(["master-key", "rotate"]);
    await presence.leave();
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining("stop every instance first") });
    expect(await opens()).toBe(0);
  });

  it("of one from the environment leaves the new one in a file, with which the instance opens meanwhile", async () => {
    const env = { COUNTERSIGN_MASTER_KEY: (await readFile(own(), "utf8")).trim() };
    const { code, stdout } = await countersign(["master-key", "rotate"], { env });
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining(`${own()}.next`) });
    expect((await stat(`${own()}.next`)).mode & 0o777).toBe(0o600);
    const again = await countersign(["reset-password", "ops@example.org"], { env });
    expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining("holds the previous master key") });
    expect(await countersign(["master-key", "rotate"], { env })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("The last change is not finished"),
    });
    // The file in the data directory is behind, too: the next start puts the new one in its place.
    expect(await opens()).toBe(0);
    await expect(stat(`${own()}.next`)).rejects.toThrow("ENOENT");
  });
});

describe("master-key", { timeout: 60_000 }, () => {
  it("backup and restore bring a lost master key back, and check tells whether they would", async () => {
    const file = join(dataDir, "backup.txt");
    const env = { COUNTERSIGN_BACKUP_PASSPHRASE: passphrase };
    expect((await countersign(["master-key", "backup", "--out", file], { input: `${passphrase}\n` })).code).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await countersign(["master-key", "backup", "--out", file], { env })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("exists already"),
    });
    const own = join(dataDir, "master-key");
    const octets = await readFile(own, "utf8");
    expect(await readFile(file, "utf8")).not.toContain(octets.slice(0, 12));

    await rm(own);
    expect(await countersign(["master-key", "check", file], { env })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("private keys opened: 2"),
    });
    expect(await countersign(["master-key", "check", file], { input: "wrong" })).toMatchObject({ code: 1, stdout: "" });
    expect(await countersign(["reset-password", "ops@example.org"])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("there is no master key: put it back"),
    });
    expect((await countersign(["master-key", "restore", file], { env })).code).toBe(0);
    expect(await readFile(own, "utf8")).toBe(octets);
  });

  it("a backup of another instance does not pass", async () => {
    const other = await mkdtemp(join(tmpdir(), "countersign-cli-other-"));
    const elsewhere = await openTestDatabase("empty");
    const env = { COUNTERSIGN_BACKUP_PASSPHRASE: passphrase };
    const file = join(other, "backup.txt");
    await countersign(["master-key", "backup", "--out", file], {
      env: { ...env, COUNTERSIGN_DATA_DIR: other, DATABASE_URL: elsewhere.url },
    });
    const { code, stderr } = await countersign(["master-key", "check", file], { env });
    await elsewhere.close();
    await rm(other, { recursive: true });
    expect(code).toBe(1);
    expect(stderr).toContain("The master key is the wrong one");
  });

  it("a wrong master key is refused by name", async () => {
    await writeFile(join(dataDir, "wrong"), Buffer.alloc(32, 7).toString("base64"), { mode: 0o600 });
    const { code, stderr } = await countersign(["reset-password", "ops@example.org"], {
      env: { COUNTERSIGN_MASTER_KEY_FILE: join(dataDir, "wrong") },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /The master key is the wrong one: this is [0-9a-f]{16}, and the database's private keys are wrapped by [0-9a-f]{16}\./,
    );
  });
});
