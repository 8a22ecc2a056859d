import { CaError } from "../../errors";
import { hexFromBytes } from "./bytes";
import { tag } from "./tag";

/** One value. `bytes` is the whole encoding, `content` what follows the header; both are views of the input. */
export interface DerNode {
  readonly identifier: number;
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

const nestingMax = 32;

// X.690 §8.9–§8.12, §10.2: of the universal types only EXTERNAL, EMBEDDED PDV, SEQUENCE and SET are constructed in DER.
const constructedTypes: ReadonlySet<number> = new Set([0x08, 0x0b, 0x10, 0x11]);
const isConstructed = (identifier: number): boolean => (identifier & 0x20) !== 0;

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
  if (!isConstructed(node.identifier)) throw malformed("a constructed value was expected");
  const found: DerNode[] = [];
  for (let at = 0; at < node.content.length; ) {
    const child = readNode(node.content, at);
    found.push(child);
    at += child.bytes.length;
  }
  return found;
}

function checkNesting(node: DerNode, depth: number): void {
  if (!isConstructed(node.identifier)) return;
  if (depth > nestingMax) throw malformed(`it is nested deeper than ${nestingMax} levels`);
  for (const child of children(node)) checkNesting(child, depth + 1);
}

function readNode(input: Uint8Array, start: number): DerNode {
  const identifier = input[start];
  const first = input[start + 1];
  if (identifier === undefined || first === undefined) throw malformed("it ends inside a header");
  if ((identifier & 0x1f) === 0x1f) throw malformed("a multi-octet tag is not used in any structure we read");
  if (identifier === 0x00) throw malformed("end-of-contents octets belong to BER");
  if (identifier < 0x40 && isConstructed(identifier) !== constructedTypes.has(identifier & 0x1f)) {
    throw malformed(`tag 0x${identifier.toString(16)} has the wrong constructed bit`);
  }
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
  const arcs: (number | bigint)[] = [];
  for (let start = 0; start < content.length; ) {
    if (content[start] === 0x80) throw malformed(`${what} is not in its shortest form`);
    let end = start;
    while (content[end]! & 0x80) end++;
    arcs.push(arcValue(content.subarray(start, end + 1)));
    start = end + 1;
  }
  // X.690 §8.19.4: the first two arcs share a subidentifier, 40 × first + second.
  const [first, ...rest] = arcs as [number | bigint, ...(number | bigint)[]];
  if (first < 80) return [first < 40 ? 0 : 1, Number(first) % 40, ...rest].join(".");
  return [2, typeof first === "bigint" ? first - 80n : first - 80, ...rest].join(".");
}

// Seven octets are 49 bits, which a number holds exactly.
function arcValue(octets: Uint8Array): number | bigint {
  if (octets.length > 7) return octets.reduce((value, octet) => (value << 7n) | BigInt(octet & 0x7f), 0n);
  return octets.reduce((value, octet) => value * 128 + (octet & 0x7f), 0);
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

/** The numbers of the bits that are set; trailing zero bits are refused (X.690 §11.2.2). */
export function readNamedBits(node: DerNode, what: string): number[] {
  return namedBitsOf(expectTag(node, tag.bitString, what).content, what);
}

/** The same from content octets, as in an IMPLICIT field. */
export function namedBitsOf(content: Uint8Array, what: string): number[] {
  const { octets, unusedBits } = bitsOf(content, what);
  if (octets.length > 0 && !(octets[octets.length - 1]! & (1 << unusedBits))) {
    throw malformed(`${what} has trailing zero bits`);
  }
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
