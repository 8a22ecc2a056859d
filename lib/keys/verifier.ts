import {
  constants,
  createPublicKey,
  type KeyObject,
  type VerifyKeyObjectInput,
  verify as verifyCallback,
} from "node:crypto";
import { promisify } from "node:util";
import type { SignatureVerifier } from "../ca/ports";
import { isCaError } from "../errors";
import { parseSignatureAlgorithm, type SignatureAlgorithm } from "../pki/signature-algorithm";

const verify = promisify(verifyCallback);

/** Making a KeyObject costs as much as verifying, and an issuer's key comes back with every certificate. */
const publicKeysMax = 64;

/** RSA PKCS#1 v1.5 and PSS, ECDSA with SHA-256/384/512, and Ed25519; MD5 and SHA-1 count as unknown. */
export function createVerifier(): SignatureVerifier {
  const publicKeys = new Map<string, KeyObject>();

  function publicKeyOf(spkiDer: Uint8Array): KeyObject {
    const name = Buffer.from(spkiDer).toString("latin1");
    const key = publicKeys.get(name) ?? createPublicKey({ key: Buffer.from(spkiDer), type: "spki", format: "der" });
    publicKeys.delete(name);
    publicKeys.set(name, key);
    const [oldest] = publicKeys.keys();
    if (publicKeys.size > publicKeysMax && oldest !== undefined) publicKeys.delete(oldest);
    return key;
  }

  return {
    async verify({ spkiDer, algorithm, signed, signature }) {
      const scheme = schemeOf(algorithm);
      if (!scheme) return false;
      let key: KeyObject;
      try {
        key = publicKeyOf(spkiDer);
      } catch {
        return false; // Not a public key, so nothing it verifies.
      }
      if (!scheme.keyTypes.includes(key.asymmetricKeyType ?? "")) return false;
      return verify(scheme.hash, signed, { key, ...scheme.options }, signature);
    },
  };
}

interface Scheme {
  readonly hash: string | null;
  readonly keyTypes: readonly string[];
  readonly options: Omit<VerifyKeyObjectInput, "key">;
}

function schemeOf(der: Uint8Array): Scheme | null {
  let algorithm: SignatureAlgorithm;
  try {
    algorithm = parseSignatureAlgorithm(der);
  } catch (error) {
    if (isCaError(error)) return null;
    throw error;
  }
  const { family, hash, saltOctets } = algorithm;
  if (family === "ed25519") return { hash: null, keyTypes: ["ed25519"], options: {} };
  if (hash !== "SHA-256" && hash !== "SHA-384" && hash !== "SHA-512") return null;
  if (family === "ec") return { hash, keyTypes: ["ec"], options: { dsaEncoding: "der" } };
  if (family === "rsa") return { hash, keyTypes: ["rsa"], options: { padding: constants.RSA_PKCS1_PADDING } };
  if (family !== "rsa-pss") return null;
  const options = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: saltOctets };
  return { hash, keyTypes: ["rsa", "rsa-pss"], options };
}
