import { createPrivateKey, createPublicKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { algorithms, keyTypes } from "../pki/algorithm";
import { brandTbs, type LintedTbs } from "../pki/lint/linted";
import { parseSpki } from "../pki/spki";
import { createDatabaseKeys } from "./database-keys";
import { newMasterKey } from "./master-key";
import { underOneMasterKey } from "./one-master-key";
import { createVerifier } from "./verifier";

const keys = createDatabaseKeys(newMasterKey());
const verifier = createVerifier();
const tbs = brandTbs(new TextEncoder().encode("what was linted"));

describe("the key provider", () => {
  it.each(keyTypes)("signs with %s as its algorithm says, and the verifier accepts exactly that", async (keyType) => {
    const key = await keys.generate(keyType);
    expect(parseSpki(key.spkiDer).keyType).toBe(keyType);
    const signature = await keys.sign(key, tbs);
    const input = { spkiDer: key.spkiDer, algorithm: algorithms[keyType].signatureAlgorithm, signature };
    expect(await verifier.verify({ ...input, signed: tbs.der })).toBe(true);
    expect(await verifier.verify({ ...input, signed: tbs.der.subarray(1) })).toBe(false);
    const broken = Uint8Array.from(signature);
    broken[broken.length - 1]! ^= 0x01;
    expect(await verifier.verify({ ...input, signature: broken, signed: tbs.der })).toBe(false);
  });

  it("refuses what the linter did not make, whatever the compiler was told", async () => {
    const key = await keys.generate("ec-p256");
    const forged = { der: tbs.der } as unknown as LintedTbs;
    await expect(keys.sign(key, forged)).rejects.toThrow(TypeError);
    await expect(keys.sign(key, { ...tbs })).rejects.toThrow(TypeError);
  });

  it("refuses a key whose envelope or public key was changed after it had been used", async () => {
    const key = await keys.generate("ec-p256");
    await keys.sign(key, tbs);
    const envelope = Uint8Array.from(key.envelope);
    envelope[40]! ^= 0x80;
    await expect(keys.sign({ ...key, envelope }, tbs)).rejects.toMatchObject({ code: "unavailable" });
    const spkiDer = Uint8Array.from(key.spkiDer);
    spkiDer[60]! ^= 0x01;
    await expect(keys.sign({ ...key, spkiDer }, tbs)).rejects.toThrow("its public key was changed");
  });

  it("signs with more keys than it keeps unwrapped", async () => {
    const many = await Promise.all(Array.from({ length: 70 }, () => keys.generate("ed25519")));
    for (const key of [...many, ...many.slice(0, 3)]) expect((await keys.sign(key, tbs)).length).toBe(64);
  });

  it.each(keyTypes)("makes %s keys for end entities as PKCS#8 that belongs to the SPKI", async (keyType) => {
    const { pkcs8Der, spkiDer } = await keys.generateEndEntity(keyType);
    const privateKey = createPrivateKey({ key: Buffer.from(pkcs8Der), type: "pkcs8", format: "der" });
    const derived = createPublicKey(privateKey).export({ type: "spki", format: "der" });
    expect(Buffer.compare(derived, spkiDer)).toBe(0);
    expect(parseSpki(spkiDer).keyType).toBe(keyType);
  });
});

describe("a key is made", () => {
  it("only under the master key that wraps the others", async () => {
    const [ours, other] = [newMasterKey(), newMasterKey()];
    const first = await createDatabaseKeys(ours).generate("ed25519");
    const made = (masterKey: typeof ours) =>
      underOneMasterKey(createDatabaseKeys(masterKey), masterKey, { findAny: async () => first }).generate("ed25519");
    expect((await made(ours)).masterKeyId).toBe(ours.id);
    await expect(made(other)).rejects.toThrow(`This instance has master key ${other.id}`);
  });
});
