/** `countersign`, as scripts use it: on the database that comes along, with the server stopped and running. */
import { X509Certificate } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callAction, findAction, trySignIn } from "../console-session";
import { withDatabase } from "../database";
import {
  administrator,
  type CommandResult,
  countersign,
  destroy,
  type Instance,
  initialise,
  prepareInstance,
  start,
  stop,
} from "../instance";
import { processesOf } from "../processes";

const passphrase = "orbit lantern ample nine";
const newPassword = "marble-window-anchor-12";

let instance: Instance;
beforeAll(async () => {
  instance = await prepareInstance();
});
afterAll(() => destroy(instance));

const run = (args: readonly string[], { extra = {} as Record<string, string>, input = "" } = {}) =>
  countersign({ ...instance.environment, ...extra }, args, input);

const initFor = (email: string) => ["init", "--admin-email", email, "--organization", "Corp Example", "--json"];

function expectRefused({ code, stdout, stderr }: CommandResult, expected: number, words: RegExp): void {
  expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/\n\s+at |Error:/);
  expect({ code, stdout }).toEqual({ code: expected, stdout: "" });
}

/** What a second init must leave as it is. */
const content = () =>
  withDatabase(instance, async (client) => {
    const found: Record<string, string> = {};
    for (const table of ["users", "authorities", "certificates", "keys", "profiles"]) {
      const query = `SELECT md5(string_agg(t::text, E'\\n' ORDER BY t::text)) AS md5 FROM ${table} t`;
      found[table] = (await client.query<{ md5: string }>(query)).rows[0]!.md5;
    }
    return found;
  });

describe("--help", () => {
  it.each([
    [["--help"], ["init", "reset-password", "master-key"]],
    [
      ["init", "--help"],
      [
        "--admin-email",
        "--organization",
        "--key-type",
        "--validation-url",
        "--json",
        "ec-p256",
        "ed25519",
        "COUNTERSIGN_ADMIN_PASSWORD",
      ],
    ],
    [
      ["master-key", "--help"],
      ["backup", "check"],
    ],
  ])("%s names everything, and needs nothing", async (args, words) => {
    const { code, stdout } = await run(args);
    expect(code).toBe(0);
    for (const word of words) expect(stdout).toContain(word);
  });
});

describe("every key type makes a root and an issuing authority", () => {
  it.each([
    ["ec-p256", "ec", "prime256v1"],
    ["ec-p384", "ec", "secp384r1"],
    ["ec-p521", "ec", "secp521r1"],
    ["rsa-2048", "rsa", 2_048],
    ["rsa-3072", "rsa", 3_072],
    ["rsa-4096", "rsa", 4_096],
    ["ed25519", "ed25519", undefined],
  ])("%s", async (keyType, type, size) => {
    const other = await prepareInstance();
    try {
      const extra = { COUNTERSIGN_ADMIN_PASSWORD: administrator.password };
      const args = [...initFor(administrator.email), "--key-type", keyType];
      const { code, stdout, stderr } = await countersign({ ...other.environment, ...extra }, args);
      expect(stderr).toMatch(/no other machine/i);
      expect(code).toBe(0);
      const { root, issuing } = JSON.parse(stdout);
      const [above, below] = [new X509Certificate(root.certificatePem), new X509Certificate(issuing.certificatePem)];
      for (const { publicKey } of [above, below]) {
        expect(publicKey.asymmetricKeyType).toBe(type);
        const { namedCurve, modulusLength } = publicKey.asymmetricKeyDetails ?? {};
        expect(namedCurve ?? modulusLength).toBe(size);
      }
      expect(below.verify(above.publicKey)).toBe(true);
      expect(above.verify(above.publicKey)).toBe(true);
      expect(processesOf(other.dataDir)).toEqual([]);
    } finally {
      await destroy(other);
    }
  });
});

describe("init", () => {
  it("takes the password from standard input, and leaves no process behind", async () => {
    const args = [...initFor(administrator.email), "--validation-url", "http://pki.corp.example/x/"];
    const { code, stdout, stderr } = await run(args, { input: `${administrator.password}\n` });
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/no other machine/i);
    const printed = JSON.parse(stdout);
    expect(Object.keys(printed)).toEqual(["root", "issuing"]);
    expect(new X509Certificate(printed.issuing.certificatePem).infoAccess).toMatch(
      /^CA Issuers - URI:http:\/\/pki\.corp\.example\/x\/ca\//,
    );
    expect(processesOf(instance.dataDir)).toEqual([]);
  });

  it("is refused with exit code 2 a second time, while the server runs and while it is stopped, and changes nothing", async () => {
    await start(instance);
    const before = await content();
    const extra = { COUNTERSIGN_ADMIN_PASSWORD: "another-lantern-orbit-50" };
    expectRefused(await run(initFor("other@corp.example"), { extra }), 2, /set up already/);
    expect(await content()).toEqual(before);
    await stop(instance);
    // Without a password, too: that it is too late comes first.
    expectRefused(await run(initFor("other@corp.example")), 2, /set up already/);
    await start(instance);
    expect(await content()).toEqual(before);
  });
});

describe("reset-password, beside a server that runs", () => {
  it("prints a link that sets a password once and ends every session", async () => {
    const { cookie } = await trySignIn(instance.consoleUrl);
    const { code, stdout, stderr } = await run(["reset-password", administrator.email]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/works once/);
    const link = new URL(stdout.trim());
    expect(stdout).toBe(`${instance.consoleUrl}${link.pathname}\n`);
    const page = link.pathname;
    const id = await findAction(instance.consoleUrl, "", page, "setPassword");
    const token = page.split("/").at(-1)!;
    const set = (password: string) =>
      callAction({ consoleUrl: instance.consoleUrl, cookie: "", page, id, input: { token, password } });
    expect((await set("short")).result).toMatchObject({ ok: false });
    const first = await set(newPassword);
    expect(first.result?.ok ?? first.headers.get("x-action-redirect")).toBeTruthy();
    expect((await set("yet-another-anchor-13")).result).toMatchObject({ ok: false });
    expect((await trySignIn(instance.consoleUrl)).cookie).toBeNull();
    expect((await trySignIn(instance.consoleUrl, { ...administrator, password: newPassword })).cookie).not.toBeNull();
    const old = await fetch(instance.consoleUrl, { headers: { cookie: cookie! }, redirect: "manual" });
    expect(old.status).toBe(307);
  });

  it("is in the audit log, also when nobody has that name; then it is one sentence", async () => {
    expectRefused(await run(["reset-password", "nobody@corp.example"]), 1, /no user with this e-mail address/);
    const { rows } = await withDatabase(instance, (client) =>
      client.query(
        "SELECT actor_kind, door, object_name, result FROM audit_entries WHERE action = 'user.reset-password' ORDER BY id",
      ),
    );
    const from = { actor_kind: "command-line", door: "command-line" };
    expect(rows[0]).toEqual({ ...from, object_name: administrator.email, result: "done" });
    expect(rows.at(-1)).toEqual({ ...from, object_name: "nobody@corp.example", result: "refused" });
  });
});

describe("reset-password, with the server stopped", () => {
  it("prints the link of the console as it ran here last, and leaves no process behind", async () => {
    const { consoleUrl } = instance;
    await stop(instance);
    const { code, stdout } = await run(["reset-password", administrator.email.toUpperCase()]);
    expect(code).toBe(0);
    expect(stdout.startsWith(`${consoleUrl}/password/`)).toBe(true);
    expect(processesOf(instance.dataDir)).toEqual([]);
  });
});

describe("master-key", () => {
  const file = () => path.join(instance.dataDir, "backup.txt");
  const extra = { COUNTERSIGN_BACKUP_PASSPHRASE: passphrase };

  it("backup is encrypted, and check proves that it opens this instance", async () => {
    const { code, stdout } = await run(["master-key", "backup"], { extra });
    expect(code).toBe(0);
    const key = readFileSync(path.join(instance.dataDir, "master-key"), "utf8").trim();
    expect(stdout).not.toContain(key);
    expect(stdout).not.toContain(Buffer.from(key, "base64").toString("hex"));
    writeFileSync(file(), stdout, { mode: 0o600 });
    const checked = await run(["master-key", "check", file()], { input: `${passphrase}\n` });
    expect(checked).toMatchObject({ code: 0, stdout: expect.stringMatching(/opens this instance/) });
  });

  it.each<[string, (text: string) => string, string, RegExp]>([
    ["the wrong passphrase", (text) => text, "not the passphrase", /passphrase/i],
    ["one digit that was changed", (text) => changedDigit(text), passphrase, /./],
    ["half of it", (text) => text.slice(0, text.length / 2), passphrase, /./],
    ["nothing in it", () => "", passphrase, /./],
    ["something else in it", () => "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", passphrase, /./],
  ])("check refuses a backup with %s, in one sentence", async (_, change, given, words) => {
    const changed = path.join(instance.dataDir, "changed.txt");
    writeFileSync(changed, change(readFileSync(file(), "utf8")));
    const result = await run(["master-key", "check", changed], { extra: { COUNTERSIGN_BACKUP_PASSPHRASE: given } });
    expectRefused(result, 1, words);
    rmSync(changed);
  });

  it("check refuses a file that is not there", async () => {
    expectRefused(await run(["master-key", "check", "/nowhere/backup"], { extra }), 1, /\/nowhere\/backup/);
  });

  it("check refuses the backup of another instance, by name", async () => {
    const other = await prepareInstance();
    await initialise(other);
    const { stdout } = await countersign({ ...other.environment, ...extra }, ["master-key", "backup"]);
    const theirs = path.join(other.dataDir, "backup.txt");
    writeFileSync(theirs, stdout);
    expectRefused(await run(["master-key", "check", theirs], { extra }), 1, /The master key is the wrong one/);
    await destroy(other);
  });
});

/** In the middle of the longest line: what is encrypted, not what describes it. */
function changedDigit(text: string): string {
  const line = text.split("\n").sort((one, two) => two.length - one.length)[0]!;
  const middle = Math.floor(line.length / 2);
  const other = line[middle] === "A" ? "B" : "A";
  return text.replace(line, line.slice(0, middle) + other + line.slice(middle + 1));
}
