import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { algorithms, type KeyType } from "../pki/algorithm";

const generate = promisify(generateKeyPair);

/** RFC 8017 §3.1 leaves the exponent open; 65537 is what every client takes. */
const rsaPublicExponent = 65_537;

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** From the operating system's randomness, in the thread pool. */
export function generatePair(keyType: KeyType): Promise<KeyPair> {
  const { family, bits, curve } = algorithms[keyType];
  if (family === "rsa") return generate("rsa", { modulusLength: bits, publicExponent: rsaPublicExponent });
  if (family === "ed25519") return generate("ed25519", {});
  return generate("ec", { namedCurve: curve });
}

export const pkcs8Of = (key: KeyObject): Buffer => key.export({ type: "pkcs8", format: "der" });
export const spkiOf = (key: KeyObject): Buffer => key.export({ type: "spki", format: "der" });
