/** Checking signatures with WebCrypto, in the browser and in Node alike. */
import { CaError, isCaError } from "../errors";
import { algorithms } from "./algorithm";
import type { Der } from "./der";
import { curves } from "./ec-curve";
import { rawFromDer } from "./ecdsa-signature";
import { parseSignatureAlgorithm, type SignatureAlgorithm } from "./signature-algorithm";
import { parseSpki, type SubjectPublicKeyInfo } from "./spki";
import { plainBytes, subtleCrypto } from "./web-crypto";

export interface SignedBytes {
  readonly spkiDer: Der;
  /** Complete AlgorithmIdentifier. */
  readonly algorithm: Der;
  readonly signed: Uint8Array;
  /** As in a certificate: ECDSA in DER form. */
  readonly signature: Uint8Array;
}

/**
 * False for a wrong signature, a malformed one, an algorithm or key we do not use, and a hash broken long ago
 * (SHA-1, MD5). Throws `unavailable` where this runtime's WebCrypto lacks the algorithm.
 */
export async function webCryptoVerify({ spkiDer, algorithm, signed, signature }: SignedBytes): Promise<boolean> {
  try {
    const spki = parseSpki(spkiDer);
    const scheme = schemeFor(parseSignatureAlgorithm(algorithm), spki);
    if (!scheme) return false;
    const octets = spki.keyType && algorithms[spki.keyType].family === "ec" ? rawSignature(spki, signature) : signature;
    const subtle = subtleCrypto();
    const key = await subtle.importKey("spki", plainBytes(spkiDer), scheme.key, false, ["verify"]);
    return await subtle.verify(scheme.verify, key, plainBytes(octets), plainBytes(signed));
  } catch (error) {
    if (isCaError(error)) {
      if (error.code === "unavailable") throw error;
      return false;
    }
    if (!isDomException(error)) throw error;
    if (error.name !== "NotSupportedError") return false;
    throw new CaError("unavailable", "This browser cannot check signatures of this kind; update it or use another.", {
      cause: error,
    });
  }
}

type Scheme = {
  key: RsaHashedImportParams | EcKeyImportParams | Algorithm;
  verify: RsaPssParams | EcdsaParams | Algorithm;
};

function schemeFor({ family, hash, saltOctets }: SignatureAlgorithm, spki: SubjectPublicKeyInfo): Scheme | null {
  const keyFamily = spki.keyType ? algorithms[spki.keyType] : null;
  if (family === "ed25519" && keyFamily?.family === "ed25519")
    return { key: { name: "Ed25519" }, verify: { name: "Ed25519" } };
  if (hash !== "SHA-256" && hash !== "SHA-384" && hash !== "SHA-512") return null;
  if (family === "rsa" && spki.modulus) {
    return { key: { name: "RSASSA-PKCS1-v1_5", hash }, verify: { name: "RSASSA-PKCS1-v1_5" } };
  }
  if (family === "rsa-pss" && spki.modulus) {
    return { key: { name: "RSA-PSS", hash }, verify: { name: "RSA-PSS", saltLength: saltOctets } };
  }
  if (family === "ec" && keyFamily?.family === "ec") {
    return { key: { name: "ECDSA", namedCurve: keyFamily.curve }, verify: { name: "ECDSA", hash } };
  }
  return null;
}

function rawSignature(spki: SubjectPublicKeyInfo, signature: Uint8Array): Uint8Array {
  const { curve } = algorithms[spki.keyType!];
  return curve ? rawFromDer(signature, curves[curve].octets) : signature;
}

const isDomException = (error: unknown): error is DOMException =>
  typeof DOMException !== "undefined" && error instanceof DOMException;
