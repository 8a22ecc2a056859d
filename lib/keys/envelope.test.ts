import { createPrivateKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { WrappedKey } from "../ca/ports";
import { isCaError } from "../errors";
import { createDatabaseKeys } from "./database-keys";
import { openEnvelope } from "./envelope";
import { masterKeyFrom, newMasterKey } from "./master-key";

const masterKey = newMasterKey();
const key = await createDatabaseKeys(masterKey).generate("ec-p256");

function refusal(changed: WrappedKey, by = masterKey): string {
  try {
    openEnvelope(by, changed);
  } catch (error) {
    return isCaError(error) && error.code === "unavailable" ? error.detail : String(error);
  }
  return "opened";
}

describe("an envelope", () => {
  it("opens to the private key that was sealed, and to nothing readable without the master key", () => {
    const pkcs8Der = openEnvelope(masterKey, key);
    expect(createPrivateKey({ key: pkcs8Der, type: "pkcs8", format: "der" }).asymmetricKeyType).toBe("ec");
    expect(Buffer.from(key.envelope).includes(pkcs8Der.subarray(-32))).toBe(false);
  });

  it("is refused by the key's name when any one octet was changed", () => {
    for (let at = 0; at < key.envelope.length; at++) {
      const envelope = Uint8Array.from(key.envelope);
      envelope[at]! ^= 0x01;
      expect(refusal({ ...key, envelope })).toContain(`The stored private key ${key.id} cannot be opened`);
    }
  });

  it("is refused at every length but its own", () => {
    for (let length = 0; length < key.envelope.length; length++) {
      expect(refusal({ ...key, envelope: key.envelope.subarray(0, length) })).toContain("cannot be opened");
    }
    expect(refusal({ ...key, envelope: Buffer.concat([key.envelope, Buffer.of(0)]) })).toContain("it was changed");
  });

  it.each([
    ["the identity of another key", { ...key, id: "3fa1d6fa-0000-4000-8000-000000000000" }, "belongs to another key"],
    ["another key type", { ...key, keyType: "ec-p384" as const }, "belongs to another key"],
  ])("does not open under %s", (_, swapped, text) => {
    expect(refusal(swapped)).toContain(text);
  });

  it("names both master keys when it is opened with the wrong one", () => {
    const other = masterKeyFrom(new Uint8Array(32));
    expect(refusal(key, other)).toContain(`master key ${masterKey.id} wraps it, and this is ${other.id}`);
  });

  it("is never the same twice, for the same private key either", async () => {
    const keys = createDatabaseKeys(masterKey);
    const [one, two] = await Promise.all([keys.generate("ed25519"), keys.generate("ed25519")]);
    expect(one.id).not.toBe(two.id);
    expect(Buffer.compare(one.envelope.subarray(9, 21), two.envelope.subarray(9, 21))).not.toBe(0);
  });
});
