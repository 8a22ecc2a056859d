import { sha384, sha512 } from "@noble/hashes/sha2.js";
import { sha1, sha256 } from "./hash";

// RFC 7292 §B.2: v, the block length of the hash.
const hashes = {
  "SHA-1": { digest: sha1, block: 64 },
  "SHA-256": { digest: sha256, block: 64 },
  "SHA-384": { digest: sha384, block: 128 },
  "SHA-512": { digest: sha512, block: 128 },
} as const;
export type Pkcs12Hash = keyof typeof hashes;

export interface Pkcs12Derivation {
  readonly hash: Pkcs12Hash;
  /** RFC 7292 §B.3: 1 for a key, 2 for an initialisation vector, 3 for a MAC key. */
  readonly purpose: 1 | 2 | 3;
  /** BMPString with its two zero octets. */
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly octets: number;
}

/** The key derivation of PKCS#12 (RFC 7292 §B.2); synchronous, so a hundred thousand rounds take some 100 ms. */
export function derivePkcs12({ hash, purpose, password, salt, iterations, octets }: Pkcs12Derivation): Uint8Array {
  const { digest, block } = hashes[hash];
  const diversifier = new Uint8Array(block).fill(purpose);
  const input = new Uint8Array([...repeated(salt, block), ...repeated(password, block)]);
  const out = new Uint8Array(octets);
  for (let at = 0; ; ) {
    let a = digest(new Uint8Array([...diversifier, ...input]));
    for (let round = 1; round < iterations; round++) a = digest(a);
    out.set(a.subarray(0, octets - at), at);
    at += a.length;
    if (at >= octets) return out;
    // Each block of the input becomes (itself + the digest + 1) modulo 2^(8v).
    for (let start = 0; start < input.length; start += block) addPlusOne(input.subarray(start, start + block), a);
  }
}

/** Copies of `bytes` filling whole blocks. */
function repeated(bytes: Uint8Array, block: number): Uint8Array {
  const length = Math.ceil(bytes.length / block) * block;
  return Uint8Array.from({ length }, (_, index) => bytes[index % bytes.length]!);
}

function addPlusOne(target: Uint8Array, digest: Uint8Array): void {
  let carry = 1;
  for (let i = target.length - 1; i >= 0; i--) {
    const sum = target[i]! + digest[i % digest.length]! + carry;
    target[i] = sum & 0xff;
    carry = sum >> 8;
  }
}
