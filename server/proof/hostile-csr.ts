/** CSRs that no honest tool writes: each part can be replaced, and the signature fits unless it is meant not to. */
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { algorithms } from "../../lib/pki/algorithm";
import {
  bitString,
  type Der,
  implicitConstructed,
  integer,
  nullValue,
  oid as oidDer,
  sequence,
  setOf,
} from "../../lib/pki/der";
import { type Extension, encodeExtensions } from "../../lib/pki/extension";
import { encodeName } from "../../lib/pki/name";
import { oid } from "../../lib/pki/oid";
import { encodePem } from "../../lib/pki/pem";

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const ec = (namedCurve: string): KeyPair => generateKeyPairSync("ec", { namedCurve });
const rsa = (modulusLength: number, publicExponent = 65_537): KeyPair =>
  generateKeyPairSync("rsa", { modulusLength, publicExponent });

export const keys = {
  p256: ec("P-256"),
  other: ec("P-256"),
  rsa2048: rsa(2048),
};
export const makeKey = { ec, rsa, dsa: () => generateKeyPairSync("dsa", { modulusLength: 2048, divisorLength: 256 }) };

export const spkiOf = ({ publicKey }: KeyPair): Der =>
  new Uint8Array(publicKey.export({ type: "spki", format: "der" }));

export interface CsrParts {
  /** Signs, and unless `spkiDer` says otherwise it is what is asked for. */
  readonly key?: KeyPair;
  readonly spkiDer?: Der;
  readonly subjectDer?: Der;
  readonly version?: number;
  readonly extensions?: readonly Extension[];
  readonly attributes?: readonly Der[];
  readonly hash?: string;
  /** Complete AlgorithmIdentifier. */
  readonly algorithm?: Der;
  readonly signature?: Uint8Array;
}

export function csrDer(parts: CsrParts = {}): Der {
  const key = parts.key ?? keys.p256;
  const requested = parts.extensions
    ? [sequence(oidDer(oid.extensionRequest), setOf(encodeExtensions(parts.extensions)))]
    : [];
  const info = sequence(
    integer(parts.version ?? 0),
    parts.subjectDer ?? encodeName({ commonName: "web.corp.example" }),
    parts.spkiDer ?? spkiOf(key),
    implicitConstructed(0, ...requested, ...(parts.attributes ?? [])),
  );
  const isRsa = key.privateKey.asymmetricKeyType === "rsa";
  const algorithm = parts.algorithm ?? algorithms[isRsa ? "rsa-2048" : "ec-p256"].signatureAlgorithm;
  const signature = parts.signature ?? sign(parts.hash ?? "sha256", info, key.privateKey);
  return sequence(info, algorithm, bitString(signature));
}

export const pem = (der: Der): string => encodePem("CERTIFICATE REQUEST", der);
export const csrPem = (parts: CsrParts = {}): string => pem(csrDer(parts));

/** AlgorithmIdentifiers that nobody should sign with any more. */
export const weakAlgorithms = {
  md5Rsa: sequence(oidDer("1.2.840.113549.1.1.4"), nullValue()),
  sha1Rsa: sequence(oidDer("1.2.840.113549.1.1.5"), nullValue()),
  sha1Ecdsa: sequence(oidDer("1.2.840.10045.4.1")),
} as const;

const rsaEncryption = sequence(oidDer("1.2.840.113549.1.1.1"), nullValue());
const ecPublicKey = oidDer("1.2.840.10045.2.1");
export const p256Oid = oidDer("1.2.840.10045.3.1.7");

/** SubjectPublicKeyInfo of an RSA key with these numbers (RFC 3279 §2.3.1). */
export const rsaSpki = (modulus: bigint, exponent: bigint): Der =>
  sequence(rsaEncryption, bitString(sequence(integer(modulus), integer(exponent))));

/** SubjectPublicKeyInfo of an EC key with these octets as its point (RFC 5480 §2). */
export const ecSpki = (point: Uint8Array, curve: Der = p256Oid): Der =>
  sequence(sequence(ecPublicKey, curve), bitString(point));

export const modulusOf = ({ publicKey }: KeyPair): bigint =>
  BigInt(`0x${Buffer.from(publicKey.export({ format: "jwk" }).n!, "base64url").toString("hex")}`);

/** 0x04, x, y. */
export function pointOf({ publicKey }: KeyPair): Uint8Array {
  const { x, y } = publicKey.export({ format: "jwk" });
  return Buffer.concat([Uint8Array.of(4), Buffer.from(x!, "base64url"), Buffer.from(y!, "base64url")]);
}
