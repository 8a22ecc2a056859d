/**
 * DER (ITU-T X.690): a writer that concatenates and a reader that refuses whatever is not DER.
 * Values are `Uint8Array`; the reader returns views into its input and never copies.
 */
import { CaError } from "../errors";

export type Der = Uint8Array;

/** Identifier octets of the universal types we use (X.680 §8.4), constructed bit included. */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universalString: 0x1c,
  bmpString: 0x1e,
} as const;

const text = new TextEncoder();

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

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

/** `dotted` such as "2.5.29.17". */
export function oid(dotted: string): Der {
  const arcs = dotted.split(".").map((arc) => BigInt(arc));
  const [first, second, ...rest] = arcs;
  if (first === undefined || second === undefined) throw new TypeError(`Not an object identifier: ${dotted}`);
  return tlv(tag.oid, concat([first * 40n + second, ...rest].map(base128)));
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

// ---------------------------------------------------------------------------------------------------------------
// Reading

/** One value. `bytes` is the whole encoding, `content` what follows the header; both are views of the input. */
export interface DerNode {
  readonly identifier: number;
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

const nestingMax = 32;

function malformed(why: string): CaError {
  return new CaError("invalid", `This is not valid DER: ${why}.`);
}

/** Exactly one value with nothing behind it, strict at every level that is constructed. Throws `invalid`. */
export function readDer(bytes: Uint8Array): DerNode {
  const node = readNode(bytes, 0);
  if (node.bytes.length !== bytes.length) throw malformed("bytes follow the end of the value");
  checkNesting(node, 1);
  return node;
}

/** The values inside a constructed one, in order. Throws `invalid` when one does not end where the container does. */
export function children(node: DerNode): DerNode[] {
  if (!(node.identifier & 0x20)) throw malformed("a constructed value was expected");
  const found: DerNode[] = [];
  for (let at = 0; at < node.content.length; ) {
    const child = readNode(node.content, at);
    found.push(child);
    at += child.bytes.length;
  }
  return found;
}

function checkNesting(node: DerNode, depth: number): void {
  if (!(node.identifier & 0x20)) return;
  if (depth > nestingMax) throw malformed(`it is nested deeper than ${nestingMax} levels`);
  for (const child of children(node)) checkNesting(child, depth + 1);
}

function readNode(input: Uint8Array, start: number): DerNode {
  const identifier = input[start];
  const first = input[start + 1];
  if (identifier === undefined || first === undefined) throw malformed("it ends inside a header");
  if ((identifier & 0x1f) === 0x1f) throw malformed("a multi-octet tag is not used in any structure we read");
  if (identifier === 0x00) throw malformed("end-of-contents octets belong to BER");
  let length = first;
  let at = start + 2;
  if (first === 0x80) throw malformed("an indefinite length belongs to BER");
  if (first > 0x80) {
    const count = first & 0x7f;
    if (count > 4) throw malformed("a length needs more than four octets");
    if (at + count > input.length) throw malformed("it ends inside a header");
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + input[at + i]!;
    if (length < 0x80 || input[at] === 0) throw malformed("a length is not in its shortest form");
    at += count;
  }
  if (at + length > input.length) throw malformed("a value is longer than the input");
  return { identifier, bytes: input.subarray(start, at + length), content: input.subarray(at, at + length) };
}

/** Asserts the identifier octet and returns the same node, so that parsers read as grammars. */
export function expectTag(node: DerNode | undefined, identifier: number, what: string): DerNode {
  if (node === undefined) throw malformed(`${what} is missing`);
  if (node.identifier !== identifier) {
    throw malformed(`${what} has tag 0x${node.identifier.toString(16)} where 0x${identifier.toString(16)} belongs`);
  }
  return node;
}

/** INTEGER content as its two's-complement octets in lower-case hex; the DER sign octet is kept. */
export function readIntegerHex(node: DerNode, what: string): string {
  const { content } = expectTag(node, tag.integer, what);
  return hexFromBytes(checkedInteger(content, what));
}

export function readInteger(node: DerNode, what: string): bigint {
  const { content } = expectTag(node, tag.integer, what);
  const octets = checkedInteger(content, what);
  const magnitude = BigInt(`0x${hexFromBytes(octets)}`);
  return octets[0]! & 0x80 ? magnitude - (1n << BigInt(octets.length * 8)) : magnitude;
}

function checkedInteger(content: Uint8Array, what: string): Uint8Array {
  const [first, second] = content;
  if (first === undefined) throw malformed(`${what} is an empty INTEGER`);
  if (second !== undefined && ((first === 0 && !(second & 0x80)) || (first === 0xff && second & 0x80))) {
    throw malformed(`${what} is not in its shortest form`);
  }
  return content;
}

export function readBoolean(node: DerNode, what: string): boolean {
  const { content } = expectTag(node, tag.boolean, what);
  if (content.length !== 1 || (content[0] !== 0x00 && content[0] !== 0xff))
    throw malformed(`${what} is not a DER BOOLEAN`);
  return content[0] === 0xff;
}

export function readOid(node: DerNode, what: string): string {
  const { content } = expectTag(node, tag.oid, what);
  return oidText(content, what);
}

/** Dotted text of OBJECT IDENTIFIER content octets, as in an IMPLICIT field. */
export function oidText(content: Uint8Array, what: string): string {
  if (content.length === 0 || content[content.length - 1]! & 0x80)
    throw malformed(`${what} is a truncated OBJECT IDENTIFIER`);
  if (content.length > 64) throw malformed(`${what} is an OBJECT IDENTIFIER of more than 64 octets`);
  const arcs: bigint[] = [];
  let value = 0n;
  let atStart = true;
  for (const octet of content) {
    if (atStart && octet === 0x80) throw malformed(`${what} is not in its shortest form`);
    value = (value << 7n) | BigInt(octet & 0x7f);
    atStart = !(octet & 0x80);
    if (atStart) {
      arcs.push(value);
      value = 0n;
    }
  }
  const [first, ...rest] = arcs as [bigint, ...bigint[]];
  const root = first < 40n ? 0n : first < 80n ? 1n : 2n;
  return [root, first - root * 40n, ...rest].join(".");
}

export interface Bits {
  readonly unusedBits: number;
  readonly octets: Uint8Array;
}

export function readBits(node: DerNode, what: string): Bits {
  return bitsOf(expectTag(node, tag.bitString, what).content, what);
}

/** BIT STRING content octets, as in an IMPLICIT field (X.690 §11.2.1: unused bits are zero). */
export function bitsOf(content: Uint8Array, what: string): Bits {
  const unusedBits = content[0];
  const octets = content.subarray(1);
  if (unusedBits === undefined || unusedBits > 7 || (octets.length === 0 && unusedBits > 0)) {
    throw malformed(`${what} is not a DER BIT STRING`);
  }
  if (octets.length > 0 && octets[octets.length - 1]! & ((1 << unusedBits) - 1))
    throw malformed(`${what} has unused bits set`);
  return { unusedBits, octets };
}

/** The numbers of the bits that are set. */
export function readNamedBits(node: DerNode, what: string): number[] {
  const { octets } = readBits(node, what);
  const set: number[] = [];
  for (let bit = 0; bit < octets.length * 8; bit++) if (octets[bit >> 3]! & (0x80 >> (bit & 7))) set.push(bit);
  return set;
}

const timePattern = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;

/** UTCTime or GeneralizedTime in the one form RFC 5280 §4.1.2.5 allows: seconds present, no fraction, Z. */
export function readTime(node: DerNode | undefined, what: string): Date {
  if (node?.identifier !== tag.utcTime && node?.identifier !== tag.generalizedTime)
    throw malformed(`${what} is not a time`);
  const value = String.fromCharCode(...node.content.subarray(0, 32));
  const match = timePattern.exec(value);
  const yearDigits = node.identifier === tag.utcTime ? 2 : 4;
  if (match?.[1]?.length !== yearDigits)
    throw malformed(`${what} is not a time of the form YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ`);
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const fullYear = yearDigits === 4 ? year : year < 50 ? 2000 + year : 1900 + year;
  const date = new Date(0);
  date.setUTCFullYear(fullYear, month - 1, day);
  date.setUTCHours(hour, minute, second);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) {
    throw malformed(`${what} names a time that does not exist`);
  }
  return date;
}

export function hexFromBytes(bytes: Uint8Array): string {
  let hex = "";
  for (const octet of bytes) hex += octet.toString(16).padStart(2, "0");
  return hex;
}

/** Lower- or upper-case hex without separators; throws TypeError on anything else. */
export function bytesFromHex(hex: string): Uint8Array {
  if (hex.length % 2 || /[^0-9a-f]/i.test(hex)) throw new TypeError("Not hexadecimal.");
  return Uint8Array.from(hex.match(/../g) ?? [], (octet) => Number.parseInt(octet, 16));
}
