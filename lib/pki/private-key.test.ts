import { createPrivateKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { exportPkcs8, generateKeyPair } from "./browser-key";
import { encodePem } from "./pem";
import { decryptPkcs8, encryptedPrivateKeyLabel, encryptPkcs8 } from "./private-key";

const password = "gentle-meadow-93";

describe("a private key under a password", () => {
  it.each(["ec-p256", "rsa-2048", "ed25519"] as const)("comes back whole: %s", async (keyType) => {
    const pkcs8 = await exportPkcs8(await generateKeyPair(keyType));
    const encrypted = await encryptPkcs8(pkcs8, password);
    expect(await decryptPkcs8(encrypted, password)).toEqual(pkcs8);
    const read = createPrivateKey({ key: encodePem(encryptedPrivateKeyLabel, encrypted), passphrase: password });
    expect(new Uint8Array(read.export({ format: "der", type: "pkcs8" }))).toEqual(pkcs8);
  });

  it("opens with no other password", async () => {
    const encrypted = await encryptPkcs8(await exportPkcs8(await generateKeyPair("ec-p256")), password);
    for (const wrong of ["gentle-meadow-94", "Gentle-Meadow-93", " "]) {
      await expect(decryptPkcs8(encrypted, wrong)).rejects.toMatchObject({ code: "invalid", field: "password" });
    }
  });

  it("is not told open because its padding happens to fit", async () => {
    // RFC 8018 §6.2.2: a wrong key gives padding that fits once in 256. Here the right one opens what is no key.
    const encrypted = await encryptPkcs8(Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x00), password);
    await expect(decryptPkcs8(encrypted, password)).rejects.toMatchObject({ field: "password" });
  });
});
