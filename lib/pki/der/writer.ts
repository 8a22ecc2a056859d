import { concat, type Der } from "./bytes";
import { tag } from "./tag";

const text = new TextEncoder();

// X.690 §8.1.3, §10.1: definite length, fewest octets.
function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}

export function tlv(identifier: number, ...content: readonly Uint8Array[]): Der {
  let length = 0;
  for (const part of content) length += part.length;
  const header = lengthOctets(length);
  const out = new Uint8Array(1 + header.length + length);
  out[0] = identifier;
  out.set(header, 1);
  let at = 1 + header.length;
  for (const part of content) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const sequence = (...content: readonly Der[]): Der => tlv(tag.sequence, ...content);

/** X.690 §11.6: the elements of a SET OF stand in ascending order of their encodings. */
export function setOf(...content: readonly Der[]): Der {
  return tlv(tag.set, ...[...content].sort(compareBytes));
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** INTEGER from a non-negative number or bigint, or from unsigned big-endian octets (X.690 §8.3: fewest octets). */
export function integer(value: number | bigint | Uint8Array): Der {
  return tlv(tag.integer, integerContent(value));
}

function integerContent(value: number | bigint | Uint8Array): Uint8Array {
  const octets = value instanceof Uint8Array ? value : unsignedOctets(BigInt(value));
  let start = 0;
  while (start < octets.length - 1 && octets[start] === 0) start++;
  const magnitude = octets.subarray(start);
  if (magnitude.length === 0) return new Uint8Array(1);
  return magnitude[0]! & 0x80 ? concat([new Uint8Array(1), magnitude]) : magnitude;
}

function unsignedOctets(value: bigint): Uint8Array {
  if (value < 0n) throw new TypeError("Negative integers are never encoded here.");
  let hex = value.toString(16);
  if (hex.length % 2) hex = `0${hex}`;
  return Uint8Array.from(hex.match(/../g)!, (octet) => Number.parseInt(octet, 16));
}

export const boolean = (value: boolean): Der => tlv(tag.boolean, Uint8Array.of(value ? 0xff : 0x00));
export const enumerated = (value: number): Der => tlv(tag.enumerated, integerContent(value));
export const octetString = (octets: Uint8Array): Der => tlv(tag.octetString, octets);
export const nullValue = (): Der => tlv(tag.null);
export const utf8String = (value: string): Der => tlv(tag.utf8String, text.encode(value));
export const printableString = (value: string): Der => tlv(tag.printableString, text.encode(value));
export const ia5String = (value: string): Der => tlv(tag.ia5String, text.encode(value));

export function bitString(octets: Uint8Array, unusedBits = 0): Der {
  return tlv(tag.bitString, Uint8Array.of(unusedBits), octets);
}

/** A BIT STRING of named bits (X.690 §11.2.2): trailing zero bits are removed. `bits` are bit numbers. */
export function namedBits(bits: readonly number[]): Der {
  if (bits.length === 0) return bitString(new Uint8Array(0));
  const highest = Math.max(...bits);
  const octets = new Uint8Array(Math.floor(highest / 8) + 1);
  for (const bit of bits) octets[bit >> 3]! |= 0x80 >> (bit & 7);
  return bitString(octets, 7 - (highest & 7));
}

// X.680 §32: the first arc is 0, 1 or 2, and under 0 and 1 the second is at most 39.
const dottedPattern = /^(?:[01]\.(?:[0-9]|[1-3][0-9])|2\.(?:0|[1-9][0-9]*))(?:\.(?:0|[1-9][0-9]*))*$/;

// The few that every certificate has are encoded once; a stranger's cannot fill the memory.
const encodedOids = new Map<string, Der>();
const encodedOidsMax = 256;

/** `dotted` such as "2.5.29.17". */
export function oid(dotted: string): Der {
  const known = encodedOids.get(dotted);
  if (known) return known;
  if (!dottedPattern.test(dotted)) throw new TypeError(`Not an object identifier: ${dotted}`);
  const [first, second, ...rest] = dotted.split(".").map(BigInt) as [bigint, bigint, ...bigint[]];
  const encoded = tlv(tag.oid, concat([first * 40n + second, ...rest].map(base128)));
  if (encodedOids.size < encodedOidsMax) encodedOids.set(dotted, encoded);
  return encoded;
}

function base128(value: bigint): Uint8Array {
  const octets = [Number(value & 0x7fn)];
  for (let rest = value >> 7n; rest > 0n; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from(octets);
}

const two = (value: number) => String(value).padStart(2, "0");

/** Time (RFC 5280 §4.1.2.5): UTCTime through 2049, GeneralizedTime from 2050; whole seconds, always Z. */
export function time(value: Date): Der {
  const year = value.getUTCFullYear();
  if (year < 1950 || year > 2049) return generalizedTime(value);
  return tlv(tag.utcTime, text.encode(`${two(year % 100)}${monthToSecond(value)}`));
}

export function generalizedTime(value: Date): Der {
  return tlv(
    tag.generalizedTime,
    text.encode(`${String(value.getUTCFullYear()).padStart(4, "0")}${monthToSecond(value)}`),
  );
}

function monthToSecond(value: Date): string {
  if (!(value.getUTCFullYear() >= 0 && value.getUTCFullYear() <= 9999))
    throw new TypeError("Not a time DER can express.");
  const fields = [
    value.getUTCMonth() + 1,
    value.getUTCDate(),
    value.getUTCHours(),
    value.getUTCMinutes(),
    value.getUTCSeconds(),
  ];
  return `${fields.map(two).join("")}Z`;
}

/** [n] EXPLICIT around complete values. */
export const explicit = (number: number, ...content: readonly Der[]): Der => tlv(0xa0 | number, ...content);
/** [n] IMPLICIT of a primitive type: `content` without its own header. */
export const implicit = (number: number, content: Uint8Array): Der => tlv(0x80 | number, content);
/** [n] IMPLICIT of a constructed type (SEQUENCE, SET). */
export const implicitConstructed = (number: number, ...content: readonly Der[]): Der => tlv(0xa0 | number, ...content);
