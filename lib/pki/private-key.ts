/** Private keys under a password, outside PKCS#12. */
import { isCaError } from "../errors";
import { children, type Der, expectTag, octetString, readDer, readInteger, sequence, tag } from "./der";
import { decryptWithPassword, secretOf, wrongPassword } from "./password-decrypt";
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

/**
 * What `encryptPkcs8` made, in the clear again. Throws `invalid` with the field `password` when the password is not the
 * one: padding alone lets one wrong password in 256 pass (RFC 8018 §6.2.2), so the content must be a private key too.
 */
export async function decryptPkcs8(encrypted: Der, password: string): Promise<Der> {
  const [algorithm, octets] = children(expectTag(readDer(encrypted), tag.sequence, "the encrypted key"));
  const plain = await decryptWithPassword(
    expectTag(algorithm, tag.sequence, "the encryption algorithm").bytes,
    expectTag(octets, tag.octetString, "the encrypted octets").content,
    secretOf(password, false),
  );
  if (!isPrivateKeyInfo(plain)) throw wrongPassword();
  return plain;
}

// PrivateKeyInfo ::= SEQUENCE { version INTEGER, privateKeyAlgorithm AlgorithmIdentifier, privateKey OCTET STRING, … }
function isPrivateKeyInfo(octets: Uint8Array): boolean {
  try {
    const [version, algorithm, key] = children(expectTag(readDer(octets), tag.sequence, "the key"));
    const number = readInteger(expectTag(version, tag.integer, "the version"), "the version");
    expectTag(algorithm, tag.sequence, "the algorithm");
    expectTag(key, tag.octetString, "the private key");
    return number === 0n || number === 1n;
  } catch (error) {
    if (!isCaError(error)) throw error;
    return false;
  }
}

/** The runtime's own random octets, as in `Ports.randomBytes`. */
export const randomOctets = (length: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(length));
