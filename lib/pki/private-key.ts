/** Private keys under a password, outside PKCS#12. */
import { type Der, octetString, sequence } from "./der";
import { encryptPbes2 } from "./pbes2";

/** OWASP Password Storage Cheat Sheet (2023) for PBKDF2-HMAC-SHA-256. */
const pbkdf2Iterations = 600_000;

/** PEM label of what `encryptPkcs8` makes (RFC 7468 §11). */
export const encryptedPrivateKeyLabel = "ENCRYPTED PRIVATE KEY";

/**
 * `pkcs8Der` encrypted with AES-256-CBC under `password`; OpenSSL 1.1 and later, GnuTLS, JDK and Node read it.
 * Throws `invalid` (field `password`) when the password is empty.
 */
export async function encryptPkcs8(
  pkcs8Der: Der,
  password: string,
  randomBytes: (length: number) => Uint8Array = randomOctets,
): Promise<Der> {
  // EncryptedPrivateKeyInfo ::= SEQUENCE { encryptionAlgorithm AlgorithmIdentifier, encryptedData OCTET STRING } (RFC 5958 §3)
  const encrypted = await encryptPbes2({ plain: pkcs8Der, password, iterations: pbkdf2Iterations, randomBytes });
  return sequence(encrypted.algorithm, octetString(encrypted.octets));
}

/** The runtime's own random octets, as in `Ports.randomBytes`. */
export const randomOctets = (length: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(length));
