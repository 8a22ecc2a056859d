/**
 * The two encodings of an ECDSA signature: r ‖ s of fixed size (WebCrypto, IEEE P1363) and
 * Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER } (RFC 3279 §2.2.3; certificates, CSRs, CRLs).
 */
import { CaError } from "../errors";
import { children, type Der, type DerNode, expectTag, integer, readDer, sequence, tag } from "./der";

export function derFromRaw(raw: Uint8Array): Der {
  if (raw.length === 0 || raw.length % 2) throw new TypeError("A raw ECDSA signature has two halves of equal size.");
  const half = raw.length / 2;
  return sequence(integer(raw.subarray(0, half)), integer(raw.subarray(half)));
}

/** `octets`: of one half, the size of the curve's order (32, 48 or 66). Throws `invalid` when it is not such a value. */
export function rawFromDer(der: Der, octets: number): Uint8Array {
  const [r, s, ...rest] = children(expectTag(readDer(der), tag.sequence, "the ECDSA signature"));
  if (rest.length) throw new CaError("invalid", "The ECDSA signature has more than two parts.");
  const raw = new Uint8Array(2 * octets);
  raw.set(half(r, octets), octets - half(r, octets).length);
  raw.set(half(s, octets), 2 * octets - half(s, octets).length);
  return raw;
}

function half(node: DerNode | undefined, octets: number): Uint8Array {
  const { content } = expectTag(node, tag.integer, "half of the ECDSA signature");
  const magnitude = content[0] === 0 ? content.subarray(1) : content;
  const isMinimal = content[0] !== 0 || (magnitude[0] ?? 0) >= 0x80;
  const isPositive = content.length > 0 && content[0]! < 0x80;
  if (!isMinimal || !isPositive || magnitude.length > octets) {
    throw new CaError("invalid", "Half of the ECDSA signature is not a positive integer of the curve’s size.");
  }
  return magnitude;
}
