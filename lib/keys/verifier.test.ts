import { constants, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bytesFromHex } from "../pki/der";
import { createVerifier } from "./verifier";

const verifier = createVerifier();
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const spki = (key: typeof rsa.publicKey) => key.export({ type: "spki", format: "der" });
const signed = Buffer.from("signed");

const rsaWith = (last: string) => bytesFromHex(`300d06092a864886f70d0101${last}0500`);
const pssSha256 = bytesFromHex(
  "304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120",
);

describe("the verifier", () => {
  it.each([
    ["RSA with SHA-384", rsaWith("0c"), sign("SHA-384", signed, rsa.privateKey)],
    ["RSA with SHA-512", rsaWith("0d"), sign("SHA-512", signed, rsa.privateKey)],
    [
      "RSA-PSS with SHA-256",
      pssSha256,
      sign("SHA-256", signed, { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
    ],
  ])("accepts %s, which requests may bring", async (_, algorithm, signature) => {
    expect(await verifier.verify({ spkiDer: spki(rsa.publicKey), algorithm, signed, signature })).toBe(true);
  });

  it.each([
    ["RSA with MD5", rsaWith("04"), sign("MD5", signed, rsa.privateKey)],
    ["RSA with SHA-1", rsaWith("05"), sign("SHA-1", signed, rsa.privateKey)],
    ["an algorithm that is not DER", bytesFromHex("3005"), sign("SHA-256", signed, rsa.privateKey)],
    ["an algorithm of another key", bytesFromHex("300a06082a8648ce3d040302"), sign("SHA-256", signed, rsa.privateKey)],
    ["an empty signature", rsaWith("0b"), Buffer.alloc(0)],
  ])("says no to %s", async (_, algorithm, signature) => {
    expect(await verifier.verify({ spkiDer: spki(rsa.publicKey), algorithm, signed, signature })).toBe(false);
  });

  it("says no to a raw ECDSA signature: certificates carry DER", async () => {
    const signature = sign("SHA-256", signed, { key: ec.privateKey, dsaEncoding: "ieee-p1363" });
    const algorithm = bytesFromHex("300a06082a8648ce3d040302");
    expect(await verifier.verify({ spkiDer: spki(ec.publicKey), algorithm, signed, signature })).toBe(false);
  });

  it("says no to a public key that is none", async () => {
    const signature = sign("SHA-256", signed, ec.privateKey);
    const algorithm = bytesFromHex("300a06082a8648ce3d040302");
    const spkiDer = spki(ec.publicKey).subarray(0, 40);
    expect(await verifier.verify({ spkiDer, algorithm, signed, signature })).toBe(false);
  });
});
