/** PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC (RFC 8018 §6.2, §A.2, §A.4; AES: RFC 3565 §4.1 parameters). */
import { type Der, integer, nullValue, octetString, oid, sequence } from "./der";
import { checkPassword, utf8Password } from "./password";
import { plainBytes, subtleCrypto } from "./web-crypto";

export interface Encrypted {
  /** Complete AlgorithmIdentifier. */
  readonly algorithm: Der;
  readonly octets: Uint8Array;
}

export interface Pbes2Input {
  readonly plain: Uint8Array;
  readonly password: string;
  readonly iterations: number;
  readonly randomBytes: (length: number) => Uint8Array;
}

export async function encryptPbes2({ plain, password, iterations, randomBytes }: Pbes2Input): Promise<Encrypted> {
  checkPassword(password);
  const subtle = subtleCrypto();
  const salt = plainBytes(randomBytes(16));
  const iv = plainBytes(randomBytes(16));
  const secret = await subtle.importKey("raw", plainBytes(utf8Password(password)), "PBKDF2", false, ["deriveKey"]);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  const key = await subtle.deriveKey(derivation, secret, { name: "AES-CBC", length: 256 }, false, ["encrypt"]);
  const octets = new Uint8Array(await subtle.encrypt({ name: "AES-CBC", iv }, key, plainBytes(plain)));
  return { algorithm: pbes2Algorithm(salt, iterations, iv), octets };
}

// PBES2-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, encryptionScheme AlgorithmIdentifier }
// PBKDF2-params ::= SEQUENCE { salt OCTET STRING, iterationCount INTEGER, keyLength INTEGER OPTIONAL, prf DEFAULT hmacWithSHA1 }
function pbes2Algorithm(salt: Uint8Array, iterations: number, iv: Uint8Array): Der {
  const hmacWithSha256 = sequence(oid("1.2.840.113549.2.9"), nullValue());
  const pbkdf2 = sequence(
    oid("1.2.840.113549.1.5.12"),
    sequence(octetString(salt), integer(iterations), hmacWithSha256),
  );
  const aes256Cbc = sequence(oid("2.16.840.1.101.3.4.1.42"), octetString(iv));
  return sequence(oid("1.2.840.113549.1.5.13"), sequence(pbkdf2, aes256Cbc));
}
