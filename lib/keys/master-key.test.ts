import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabaseKeys } from "./database-keys";
import { loadMasterKey } from "./load-master-key";
import { formatMasterKey, masterKeyFrom, newMasterKey, parseMasterKey } from "./master-key";
import { backUpMasterKey, openMasterKeyBackup } from "./master-key-backup";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "countersign-keys-"));
});
afterAll(() => rm(directory, { recursive: true }));

describe("the master key", () => {
  const key = masterKeyFrom(Uint8Array.from({ length: 32 }, (_, i) => i));

  it.each([
    ["base64", key.reveal().toString("base64")],
    ["base64url", key.reveal().toString("base64url")],
    ["hexadecimal", key.reveal().toString("hex")],
    ["capital hexadecimal with a line end", `${key.reveal().toString("hex").toUpperCase()}\n`],
  ])("is read from %s", (_, text) => {
    expect(parseMasterKey(text, "it").id).toBe(key.id);
  });

  it.each([
    "",
    "short",
    "z".repeat(64),
    "00".repeat(31),
    Buffer.alloc(33).toString("base64"),
    Buffer.alloc(16).toString("base64"),
  ])("is not read from %j, and the text is not repeated", (text) => {
    expect(() => parseMasterKey(text, "COUNTERSIGN_MASTER_KEY")).toThrow(
      /^COUNTERSIGN_MASTER_KEY does not hold a master key: give 32 random octets/,
    );
  });

  it("has the same name everywhere and shows nothing of itself when logged", () => {
    expect(key.id).toMatch(/^[0-9a-f]{16}$/);
    expect(masterKeyFrom(key.reveal()).id).toBe(key.id);
    expect(JSON.stringify(key)).toBe(JSON.stringify({ id: key.id }));
    expect(key.derive("a")).not.toEqual(key.derive("b"));
  });
});

describe("at start the master key", () => {
  const path = () => join(directory, "master-key");

  it("is made with mode 0600 while nothing is wrapped, once, and found again", async () => {
    const source = { nextPath: "/nowhere/next", kind: "own-file", path: path() } as const;
    const [one, two] = await Promise.all([loadMasterKey(source, null), loadMasterKey(source, null)]);
    expect(one.id).toBe(two.id);
    expect((await loadMasterKey(source, null)).id).toBe(one.id);
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect(await readFile(path(), "utf8")).toBe(formatMasterKey(one));
    expect(await readdir(directory)).toEqual(["master-key"]);
  });

  it("is never made anew once keys are wrapped", async () => {
    const wrapped = await createDatabaseKeys(newMasterKey()).generate("ec-p256");
    const missing = join(directory, "nowhere");
    await expect(
      loadMasterKey({ nextPath: "/nowhere/next", kind: "own-file", path: missing }, wrapped),
    ).rejects.toThrow(
      `wrapped by master key ${wrapped.masterKeyId}, and there is no master key: put it back at ${missing}`,
    );
    await expect(stat(missing)).rejects.toThrow("ENOENT");
  });

  it("is refused by name when it is the wrong one", async () => {
    const wrapped = await createDatabaseKeys(newMasterKey()).generate("ec-p256");
    const other = newMasterKey();
    const source = { nextPath: "/nowhere/next", kind: "value", text: formatMasterKey(other) } as const;
    await expect(loadMasterKey(source, wrapped)).rejects.toThrow(
      `The master key is the wrong one: this is ${other.id}, and the database's private keys are wrapped by ${wrapped.masterKeyId}.`,
    );
  });

  it("is refused when it has the right name and the stored key does not open", async () => {
    const key = newMasterKey();
    const wrapped = await createDatabaseKeys(key).generate("ec-p256");
    wrapped.envelope[100]! ^= 1;
    const source = { nextPath: "/nowhere/next", kind: "value", text: formatMasterKey(key) } as const;
    await expect(loadMasterKey(source, wrapped)).rejects.toThrow(
      `The stored private key ${wrapped.id} cannot be opened`,
    );
  });

  it.each([0o640, 0o604, 0o660])("is refused from a file of mode %o, with the repair", async (mode) => {
    const loose = join(directory, `loose-${mode}`);
    await writeFile(loose, formatMasterKey(newMasterKey()));
    await chmod(loose, mode);
    await expect(loadMasterKey({ nextPath: "/nowhere/next", kind: "file", path: loose }, null)).rejects.toThrow(
      `Run: chmod 600 ${loose}`,
    );
  });

  it("is not made at a path that was named", async () => {
    const path = join(directory, "named");
    await expect(loadMasterKey({ nextPath: "/nowhere/next", kind: "file", path }, null)).rejects.toThrow(
      `names ${path}, and there is no such file`,
    );
  });
});

describe("a backup of the master key", () => {
  const key = newMasterKey();
  const passphrase = "correct horse battery staple";

  it("opens with its passphrase and holds no master key in the clear", async () => {
    const text = await backUpMasterKey(key, passphrase);
    expect((await openMasterKeyBackup(text, passphrase)).id).toBe(key.id);
    expect((await openMasterKeyBackup(text.replaceAll("\n", "\r\n  "), passphrase)).id).toBe(key.id);
    expect(text).not.toContain(key.reveal().toString("base64").slice(0, 16));
    await expect(openMasterKeyBackup(text, `${passphrase}!`)).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each([
    [
      "another name",
      (text: string) => text.replace(/master-key: ./, (found) => `master-key: ${found.endsWith("0") ? "1" : "0"}`),
      "forbidden",
    ],
    ["another salt", (text: string) => text.replace(/salt=../, "salt=AA"), "forbidden"],
    ["a later version", (text: string) => text.replace("version: 1", "version: 2"), "invalid"],
    ["a line less", (text: string) => text.replace(/sealed: .*\n/, ""), "invalid"],
    ["unbounded memory", (text: string) => text.replace(/m=\d+/, "m=99999999"), "invalid"],
    ["only its first half", (text: string) => text.slice(0, text.length / 2), "invalid"],
    ["nothing", () => "", "invalid"],
  ])("with %s is refused", async (_, change, code) => {
    const text = change(await backUpMasterKey(key, passphrase));
    await expect(openMasterKeyBackup(text, passphrase)).rejects.toMatchObject({ code });
  });

  it("is not made under a short passphrase", async () => {
    await expect(backUpMasterKey(key, "short")).rejects.toThrow("at least 12 characters");
  });
});
