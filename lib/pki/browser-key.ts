/** Key pairs made where the person sits: WebCrypto in the browser (and in Node, where it is the same). */
import { CaError } from "../errors";
import { algorithms, type KeyType } from "./algorithm";
import type { Der } from "./der";
import { subtleCrypto } from "./web-crypto";

/** Extractable, because the whole point is to hand the key to its owner. Throws `unavailable` where it cannot be made. */
export async function generateKeyPair(keyType: KeyType): Promise<CryptoKeyPair> {
  const subtle = subtleCrypto();
  try {
    return (await subtle.generateKey(keyGeneration(keyType), true, ["sign", "verify"])) as CryptoKeyPair;
  } catch (error) {
    throw new CaError(
      "unavailable",
      `This browser cannot make ${algorithms[keyType].label} keys; choose another type, or bring a certificate request.`,
      { cause: error, field: "keyType" },
    );
  }
}

/** Tries where it must: Ed25519 came to browsers late (Chromium 137, Firefox 129, Safari 17), P-521 is missing in some. */
export async function isKeyTypeSupported(keyType: KeyType): Promise<boolean> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) return false;
  if (keyType !== "ed25519" && keyType !== "ec-p521") return true;
  return generateKeyPair(keyType).then(
    () => true,
    () => false,
  );
}

/** PrivateKeyInfo (RFC 5958 §2). */
export async function exportPkcs8(keyPair: CryptoKeyPair): Promise<Der> {
  return new Uint8Array(await subtleCrypto().exportKey("pkcs8", keyPair.privateKey));
}

/** SubjectPublicKeyInfo. */
export async function exportSpki(keyPair: CryptoKeyPair): Promise<Der> {
  return new Uint8Array(await subtleCrypto().exportKey("spki", keyPair.publicKey));
}

function keyGeneration(keyType: KeyType): RsaHashedKeyGenParams | EcKeyGenParams | Algorithm {
  const { family, bits, curve, hash } = algorithms[keyType];
  if (family === "ec") return { name: "ECDSA", namedCurve: curve };
  if (family === "ed25519") return { name: "Ed25519" };
  const publicExponent = Uint8Array.of(1, 0, 1);
  return { name: "RSASSA-PKCS1-v1_5", modulusLength: bits, publicExponent, hash: hash ?? "SHA-256" };
}
