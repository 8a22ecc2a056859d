import { createPrivateKey, createPublicKey } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type KeyType, keyTypes } from "./algorithm";
import { exportPkcs8, exportSpki, generateKeyPair, isKeyTypeSupported } from "./browser-key";
import { keyFindings, parseSpki } from "./spki";

afterEach(() => vi.unstubAllGlobals());

describe("a key pair made by WebCrypto is of the type asked for and belongs together", () => {
  it.each<KeyType>(["ec-p256", "ec-p384", "ec-p521", "rsa-2048", "rsa-3072", "ed25519"])("%s", async (keyType) => {
    const pair = await generateKeyPair(keyType);
    const spki = parseSpki(await exportSpki(pair));
    expect(spki.keyType).toBe(keyType);
    expect(keyFindings(spki)).toEqual([]);
    const privateKey = createPrivateKey({ key: Buffer.from(await exportPkcs8(pair)), format: "der", type: "pkcs8" });
    expect(createPublicKey(privateKey).export({ format: "der", type: "spki" })).toEqual(Buffer.from(spki.der));
    expect(await isKeyTypeSupported(keyType)).toBe(true);
  });
});

describe("where keys cannot be made, that is said in words", () => {
  it("a browser without Ed25519", async () => {
    const generateKey = () => Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"));
    vi.stubGlobal("crypto", { subtle: { generateKey } });
    expect(await isKeyTypeSupported("ed25519")).toBe(false);
    expect(await isKeyTypeSupported("ec-p256")).toBe(true);
    await expect(generateKeyPair("ed25519")).rejects.toMatchObject({ code: "unavailable", field: "keyType" });
    await expect(generateKeyPair("ed25519")).rejects.toThrow("This browser cannot make Ed25519 keys");
  });

  it("a page that is not a secure context", async () => {
    vi.stubGlobal("crypto", {});
    for (const keyType of keyTypes) expect(await isKeyTypeSupported(keyType)).toBe(false);
    await expect(generateKeyPair("ec-p256")).rejects.toThrow("open this page by its https:// address");
  });
});
