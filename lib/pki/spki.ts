/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7; RFC 3279 §2.3.1 for RSA, RFC 5480 §2 for EC, RFC 8410 §4 for Ed25519). */
import { CaError } from "../errors";
import { algorithms, type KeyType, keyTypes } from "./algorithm";
import {
  bytesFromHex,
  children,
  type Der,
  type DerNode,
  equalBytes,
  expectTag,
  readBits,
  readDer,
  readInteger,
  readOid,
  tag,
} from "./der";
import { curveByOid, curves } from "./ec-curve";
import { sha256Hex } from "./hash";
import { parsing } from "./parsing";

export { keyFindings } from "./key-findings";
export { sampleSpki } from "./sample-spki";

export interface SubjectPublicKeyInfo {
  readonly der: Der;
  /** Null: not a key we certify; `label` still says what it is. */
  readonly keyType: KeyType | null;
  readonly label: string;
  /** RSA modulus or curve size in bits; 0 when unknown. */
  readonly bits: number;
  /** Dotted. */
  readonly algorithm: string;
  /** Dotted; only of EC keys with a named curve. */
  readonly curve?: string;
  /** RSA modulus, unsigned big-endian without leading zeros. */
  readonly modulus?: Uint8Array;
  readonly exponent?: bigint;
  /** The EC point as encoded. */
  readonly point?: Uint8Array;
  /** SHA-256 of `der`, lower-case hex. */
  readonly sha256: string;
  /** Content of subjectPublicKey without the unused-bits octet (what RFC 5280 §4.2.1.2 hashes). */
  readonly keyBits: Uint8Array;
}

type Key = Omit<SubjectPublicKeyInfo, "der" | "sha256" | "keyBits" | "algorithm">;

export const keyAlgorithm = {
  rsaEncryption: "1.2.840.113549.1.1.1",
  ecPublicKey: "1.2.840.10045.2.1",
  ed25519: "1.3.101.112",
} as const;

const otherKeys: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.10": "RSA-PSS",
  "1.2.840.113549.1.1.7": "RSA-OAEP",
  "1.2.840.10040.4.1": "DSA",
  "1.2.840.113549.1.3.1": "DH",
  "1.2.840.10046.2.1": "DH",
  "1.3.101.110": "X25519",
  "1.3.101.111": "X448",
  "1.3.101.113": "Ed448",
};

const otherCurves: Readonly<Record<string, string>> = {
  "1.3.132.0.10": "secp256k1",
  "1.2.840.10045.3.1.1": "P-192",
  "1.3.132.0.33": "P-224",
  "1.3.36.3.3.2.8.1.1.7": "brainpoolP256r1",
  "1.3.36.3.3.2.8.1.1.11": "brainpoolP384r1",
  "1.3.36.3.3.2.8.1.1.13": "brainpoolP512r1",
};

/**
 * Throws `invalid` (field `key`) for what is not a well-formed SubjectPublicKeyInfo. A well-formed key we do not
 * certify comes back with `keyType` null; `keyFindings` says why.
 */
export function parseSpki(der: Der): SubjectPublicKeyInfo {
  return parsing("The public key", "key", () => {
    // SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }
    const [algorithm, subjectPublicKey, ...rest] = children(expectTag(readDer(der), tag.sequence, "the public key"));
    if (rest.length) throw malformed("it has more parts than an algorithm and a key");
    const [id, parameters, ...more] = children(expectTag(algorithm, tag.sequence, "its algorithm"));
    if (more.length) throw malformed("its algorithm has more than one parameter");
    const dotted = readOid(expectTag(id, tag.oid, "its algorithm"), "its algorithm");
    const { octets, unusedBits } = readBits(expectTag(subjectPublicKey, tag.bitString, "the key"), "the key");
    if (unusedBits) throw malformed("the key is not a whole number of octets");
    return { der, sha256: sha256Hex(der), keyBits: octets, algorithm: dotted, ...readKey(dotted, parameters, octets) };
  });
}

function readKey(algorithm: string, parameters: DerNode | undefined, keyBits: Uint8Array): Key {
  if (algorithm === keyAlgorithm.rsaEncryption) return readRsa(parameters, keyBits);
  if (algorithm === keyAlgorithm.ecPublicKey) return readEc(parameters, keyBits);
  if (algorithm === keyAlgorithm.ed25519) return readEd25519(parameters, keyBits);
  return { keyType: null, label: otherKeys[algorithm] ?? `unknown algorithm ${algorithm}`, bits: 0 };
}

// RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER } (RFC 8017 §A.1.1)
function readRsa(parameters: DerNode | undefined, keyBits: Uint8Array): Key {
  if (!parameters || !equalBytes(parameters.bytes, bytesFromHex("0500"))) {
    throw malformed("the parameters of an RSA key must be NULL (RFC 3279 §2.3.1)");
  }
  const [first, second, ...rest] = children(expectTag(readDer(keyBits), tag.sequence, "the RSA key"));
  if (rest.length) throw malformed("the RSA key has more parts than a modulus and an exponent");
  const modulus = readInteger(expectTag(first, tag.integer, "the modulus"), "the modulus");
  const exponent = readInteger(expectTag(second, tag.integer, "the exponent"), "the exponent");
  if (modulus <= 0n || exponent <= 0n) throw malformed("the modulus and the exponent must be positive");
  const octets = first!.content[0] === 0 ? first!.content.subarray(1) : first!.content;
  const bits = octets.length * 8 - Math.clz32(octets[0]!) + 24;
  const keyType = keyTypes.find((type) => algorithms[type].family === "rsa" && algorithms[type].bits === bits) ?? null;
  return { keyType, label: `RSA ${bits}`, bits, modulus: octets, exponent };
}

// ECParameters ::= CHOICE { namedCurve OBJECT IDENTIFIER, … }, of which RFC 5480 §2.1.1 allows only namedCurve.
function readEc(parameters: DerNode | undefined, point: Uint8Array): Key {
  if (parameters?.identifier !== tag.oid) return { keyType: null, label: "EC without a named curve", bits: 0, point };
  const curve = readOid(parameters, "the curve");
  const name = curveByOid.get(curve);
  if (!name) return { keyType: null, label: `EC ${otherCurves[curve] ?? `curve ${curve}`}`, bits: 0, curve, point };
  const { bits, octets } = curves[name];
  const isUncompressed = point.length === 1 + 2 * octets && point[0] === 0x04;
  const keyType = keyTypes.find((type) => algorithms[type].curve === name) ?? null;
  return { keyType: isUncompressed ? keyType : null, label: `ECDSA ${name}`, bits, curve, point };
}

function readEd25519(parameters: DerNode | undefined, keyBits: Uint8Array): Key {
  if (parameters) throw malformed("an Ed25519 key has no parameters (RFC 8410 §3)");
  return { keyType: keyBits.length === 32 ? "ed25519" : null, label: "Ed25519", bits: 256 };
}

const malformed = (why: string) => new CaError("invalid", `This is not a valid public key: ${why}.`, { field: "key" });
