/** Undoing password-based encryption as PKCS#12 files carry it (RFC 7292 §C, RFC 8018 §6.2). */
import { CaError } from "../errors";
import { children, type Der, expectTag, readDer, readInteger, readOid, tag } from "./der";
import { oidName } from "./oid-name";
import { bmpPassword, utf8Password } from "./password";
import { derivePkcs12 } from "./pkcs12-kdf";
import { decryptRc2 } from "./rc2";
import { plainBytes, subtleCrypto } from "./web-crypto";

export interface Secret {
  readonly password: string;
  /** The octets PKCS#12’s own derivation takes; an absent password has none at all. */
  readonly bmp: Uint8Array;
}

/** Files made without a password hold either an empty one or none; both are tried by the caller. */
export const secretOf = (password: string, isAbsent: boolean): Secret => ({
  password,
  bmp: isAbsent ? new Uint8Array() : bmpPassword(password),
});

const encryptedOctetsMax = 16 * 1024 * 1024;
/** A file may ask for as many rounds as it likes; these take a few seconds and no longer. */
export const roundsMax = { pkcs12: 2_000_000, pbkdf2: 10_000_000 } as const;

/**
 * The octets behind `algorithm` (a complete AlgorithmIdentifier). Throws `invalid` with the field `password` when the
 * password is not the one, and without when the file is broken or wants an algorithm that is not read here.
 */
export async function decryptWithPassword(algorithm: Der, octets: Uint8Array, secret: Secret): Promise<Uint8Array> {
  if (octets.length > encryptedOctetsMax) throw refusal("It holds more than 16 MiB in one piece.");
  const [id, parameters] = children(expectTag(readDer(algorithm), tag.sequence, "the encryption algorithm"));
  const dotted = readOid(expectTag(id, tag.oid, "the encryption algorithm"), "the encryption algorithm");
  const der = expectTag(parameters, tag.sequence, "the parameters of the encryption").bytes;
  if (dotted === "1.2.840.113549.1.5.13") return pbes2(der, octets, secret);
  const scheme = pkcs12Schemes[dotted];
  if (!scheme) throw unknownAlgorithm(dotted);
  const { salt, rounds } = pkcs12Parameters(der);
  const derive = (purpose: 1 | 2, length: number) =>
    derivePkcs12({ hash: "SHA-1", purpose, password: secret.bmp, salt, iterations: rounds, octets: length });
  if (octets.length === 0 || octets.length % 8) throw wrongPassword();
  return unpadded(await scheme.decrypt(octets, derive(1, scheme.keyOctets), derive(2, 8)), 8);
}

type Decrypt = (octets: Uint8Array, key: Uint8Array, iv: Uint8Array) => Promise<Uint8Array> | Uint8Array;

// WebCrypto has no 3DES, and nobody should load this whose file does not ask for it.
const tripleDes: Decrypt = async (octets, key, iv) => {
  const { CBC, EDE } = await import("des.js");
  const cipher = CBC.instantiate(EDE).create({ type: "decrypt", key, iv, padding: false });
  return Uint8Array.from([...cipher.update(octets), ...cipher.final()]);
};
const twoKeyTripleDes: Decrypt = (octets, key, iv) =>
  tripleDes(octets, Uint8Array.from([...key, ...key.subarray(0, 8)]), iv);

// RFC 7292 §C
const pkcs12Schemes: Readonly<Record<string, { readonly keyOctets: number; readonly decrypt: Decrypt }>> = {
  "1.2.840.113549.1.12.1.3": { keyOctets: 24, decrypt: tripleDes },
  "1.2.840.113549.1.12.1.4": { keyOctets: 16, decrypt: twoKeyTripleDes },
  "1.2.840.113549.1.12.1.5": { keyOctets: 16, decrypt: decryptRc2 },
  "1.2.840.113549.1.12.1.6": { keyOctets: 5, decrypt: decryptRc2 },
};

// pkcs-12PbeParams ::= SEQUENCE { salt OCTET STRING, iterations INTEGER }
function pkcs12Parameters(der: Der): { salt: Uint8Array; rounds: number } {
  const [salt, rounds] = children(readDer(der));
  return {
    salt: saltOf(expectTag(salt, tag.octetString, "the salt").content),
    rounds: roundsOf(rounds, roundsMax.pkcs12),
  };
}

/** Also of MacData, whose rounds may be left out. */
export function roundsOf(node: Parameters<typeof readInteger>[0] | undefined, max: number): number {
  const rounds = readInteger(expectTag(node, tag.integer, "the number of rounds"), "the number of rounds");
  if (rounds < 1n) throw refusal("Its number of rounds is not positive.");
  if (rounds > BigInt(max)) throw refusal(`It wants ${rounds} rounds of its password; at most ${max} are made here.`);
  return Number(rounds);
}

export function saltOf(octets: Uint8Array): Uint8Array {
  if (octets.length === 0 || octets.length > 1_024) throw refusal("Its salt has no octets, or more than 1024.");
  return octets;
}

const aes: Readonly<Record<string, number>> = {
  "2.16.840.1.101.3.4.1.2": 128,
  "2.16.840.1.101.3.4.1.22": 192,
  "2.16.840.1.101.3.4.1.42": 256,
};
const desEde3 = "1.2.840.113549.3.7";
const prfs: Readonly<Record<string, string>> = {
  "1.2.840.113549.2.7": "SHA-1",
  "1.2.840.113549.2.9": "SHA-256",
  "1.2.840.113549.2.10": "SHA-384",
  "1.2.840.113549.2.11": "SHA-512",
};

// PBES2-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, encryptionScheme AlgorithmIdentifier }
async function pbes2(der: Der, octets: Uint8Array, { password }: Secret): Promise<Uint8Array> {
  const [derivation, encryption] = children(readDer(der));
  const [kdfId, kdf] = children(expectTag(derivation, tag.sequence, "the key derivation"));
  const kdfName = readOid(expectTag(kdfId, tag.oid, "the key derivation"), "the key derivation");
  if (kdfName !== "1.2.840.113549.1.5.12") throw unknownAlgorithm(kdfName);
  const [schemeId, ivNode] = children(expectTag(encryption, tag.sequence, "the encryption scheme"));
  const scheme = readOid(expectTag(schemeId, tag.oid, "the encryption scheme"), "the encryption scheme");
  const bits = scheme === desEde3 ? 192 : aes[scheme];
  if (!bits) throw unknownAlgorithm(scheme);
  const blockOctets = scheme === desEde3 ? 8 : 16;
  const iv = expectTag(ivNode, tag.octetString, "the initialisation vector").content;
  if (iv.length !== blockOctets) throw refusal("Its initialisation vector has the wrong length.");
  if (octets.length === 0 || octets.length % blockOctets) throw wrongPassword();
  const key = await pbkdf2(expectTag(kdf, tag.sequence, "the parameters of PBKDF2").bytes, password, bits);
  if (scheme === desEde3) return unpadded(await tripleDes(octets, key, iv), 8);
  return aesCbc(octets, key, iv);
}

// PBKDF2-params ::= SEQUENCE { salt OCTET STRING, iterationCount INTEGER, keyLength INTEGER OPTIONAL,
//                              prf AlgorithmIdentifier DEFAULT hmacWithSHA1 }
export async function pbkdf2(der: Der, password: string, bits: number): Promise<Uint8Array> {
  const [saltNode, roundsNode, ...rest] = children(readDer(der));
  const salt = saltOf(expectTag(saltNode, tag.octetString, "the salt").content);
  const iterations = roundsOf(roundsNode, roundsMax.pbkdf2);
  const length = rest[0]?.identifier === tag.integer ? rest.shift() : undefined;
  if (length && readInteger(length, "the key length") * 8n !== BigInt(bits))
    throw refusal("Its key length does not fit.");
  const [prfId] = rest[0] ? children(expectTag(rest[0], tag.sequence, "the pseudorandom function")) : [];
  const prf = prfId ? readOid(expectTag(prfId, tag.oid, "the function"), "the function") : "1.2.840.113549.2.7";
  const hash = prfs[prf];
  if (!hash) throw unknownAlgorithm(prf);
  const subtle = subtleCrypto();
  const secret = await subtle.importKey("raw", plainBytes(utf8Password(password)), "PBKDF2", false, ["deriveBits"]);
  const derivation = { name: "PBKDF2", hash, salt: plainBytes(salt), iterations };
  return new Uint8Array(await subtle.deriveBits(derivation, secret, bits));
}

async function aesCbc(octets: Uint8Array, key: Uint8Array, iv: Uint8Array): Promise<Uint8Array> {
  const subtle = subtleCrypto();
  const imported = await subtle.importKey("raw", plainBytes(key), "AES-CBC", false, ["decrypt"]).catch((cause) => {
    throw new CaError("unavailable", "This browser has no AES with keys of this length; convert the file to AES-256.", {
      cause,
    });
  });
  try {
    return new Uint8Array(await subtle.decrypt({ name: "AES-CBC", iv: plainBytes(iv) }, imported, plainBytes(octets)));
  } catch {
    // WebCrypto says OperationError for padding that is not there and tells no more.
    throw wrongPassword();
  }
}

function unpadded(octets: Uint8Array, blockOctets: number): Uint8Array {
  const count = octets.at(-1) ?? 0;
  const isPadding = count >= 1 && count <= blockOctets && octets.subarray(-count).every((octet) => octet === count);
  if (!isPadding) throw wrongPassword();
  return octets.subarray(0, -count);
}

export const wrongPassword = () =>
  new CaError("invalid", "The password does not open this file.", { field: "password" });

export const unknownAlgorithm = (dotted: string) =>
  refusal(
    `It is protected with ${oidName(dotted) ?? dotted}, which is not read here. Convert it: openssl pkcs12 -legacy -in old.p12 -nodes | openssl pkcs12 -export -out new.p12`,
  );

const refusal = (detail: string) => new CaError("invalid", detail);
