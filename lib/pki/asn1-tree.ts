/**
 * Any BER or DER (ITU-T X.690) as a tree to look at, one level at a time: a list of a million entries costs no more
 * than what is opened of it. Says what is there, not whether it may be.
 */
import { CaError, isCaError } from "../errors";
import { hexFromBytes, oidText, readDer, readTime } from "./der";
import { oidName } from "./oid-name";
import { escapeHidden } from "./quote";

export interface Asn1Range {
  readonly start: number;
  readonly end: number;
}

export interface Asn1Node {
  /** Of the identifier octet, from the beginning of the input. */
  readonly offset: number;
  readonly headerOctets: number;
  readonly contentOctets: number;
  /** “SEQUENCE”, “[0]”, “APPLICATION 3”. */
  readonly tagName: string;
  /** Primitive values in one line; empty for what only contains. */
  readonly value: string;
  /** Where its children lie; null when it has none. */
  readonly inside: Asn1Range | null;
  /** The children are a value wrapped in this OCTET STRING or BIT STRING. */
  readonly isWrapper: boolean;
  /** Where its octets lie. */
  readonly content: Asn1Range;
}

export interface Asn1Level {
  readonly nodes: readonly Asn1Node[];
  /** Where to go on when the level has more than was asked for; null at its end. */
  readonly next: number | null;
}

const nodesShown = 100;
const wrappedOctetsMax = 64 * 1024;
const octetsInLine = 24;
const nestingMax = 64;

/** The values lying in `range` side by side, at most `limit`. Throws `invalid` naming the offset of what is broken. */
export function readAsn1Level(bytes: Uint8Array, range: Asn1Range, limit = nodesShown): Asn1Level {
  const nodes: Asn1Node[] = [];
  let at = range.start;
  while (at < range.end) {
    if (nodes.length === limit) return { nodes, next: at };
    const found = header(bytes, at, range.end);
    nodes.push(nodeOf(bytes, at, found));
    at = found.next;
  }
  return { nodes, next: null };
}

/** Octets of a value as an editor shows them, sixteen in a line, at most `limit`. */
export function hexLines(bytes: Uint8Array, { start, end }: Asn1Range, limit = 4_096): string[] {
  const shown = bytes.subarray(start, Math.min(end, start + limit));
  const lines: string[] = [];
  for (let at = 0; at < shown.length; at += 16) lines.push(spaced(shown.subarray(at, at + 16)));
  if (end - start > limit) lines.push(`… ${end - start - limit} more octets`);
  return lines;
}

interface Header {
  readonly tagClass: number;
  readonly tagNumber: number;
  readonly isConstructed: boolean;
  readonly contentStart: number;
  readonly contentEnd: number;
  /** Behind the value, end-of-contents octets included. */
  readonly next: number;
}

function header(bytes: Uint8Array, start: number, end: number): Header {
  const { tagClass, tagNumber, isConstructed, at } = identifier(bytes, start, end);
  const first = bytes[at];
  if (first === undefined || at >= end) throw broken(start, "it ends inside a header");
  if (first === 0x80) {
    if (!isConstructed) throw broken(start, "a primitive value has an indefinite length");
    const contentEnd = endOfContents(bytes, at + 1, end, start);
    return { tagClass, tagNumber, isConstructed, contentStart: at + 1, contentEnd, next: contentEnd + 2 };
  }
  const count = first > 0x80 ? first & 0x7f : 0;
  if (count > 6 || at + 1 + count > end) throw broken(start, "its length cannot be read");
  let length = count ? 0 : first;
  for (let i = 1; i <= count; i++) length = length * 256 + bytes[at + i]!;
  const contentStart = at + 1 + count;
  if (contentStart + length > end) throw broken(start, "it is longer than what contains it");
  return {
    tagClass,
    tagNumber,
    isConstructed,
    contentStart,
    contentEnd: contentStart + length,
    next: contentStart + length,
  };
}

function identifier(bytes: Uint8Array, start: number, end: number) {
  const first = bytes[start];
  if (first === undefined || start >= end) throw broken(start, "it ends inside a header");
  let at = start + 1;
  let tagNumber = first & 0x1f;
  // X.690 §8.1.2.4: the long form, seven bits an octet.
  if (tagNumber === 0x1f) {
    tagNumber = 0;
    for (let more = true; more; at++) {
      const octet = bytes[at];
      if (octet === undefined || at >= end || at - start > 4) throw broken(start, "its tag cannot be read");
      tagNumber = tagNumber * 128 + (octet & 0x7f);
      more = (octet & 0x80) !== 0;
    }
  }
  return { tagClass: first >> 6, tagNumber, isConstructed: (first & 0x20) !== 0, at };
}

/** Where the end-of-contents octets of an indefinite length stand (X.690 §8.1.5); a stack of its own, not the caller’s. */
function endOfContents(bytes: Uint8Array, from: number, end: number, start: number): number {
  let open = 1;
  for (let at = from; at + 1 < end; ) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) {
      if (--open === 0) return at;
      at += 2;
      continue;
    }
    const inner = identifier(bytes, at, end);
    if (bytes[inner.at] === 0x80) {
      if (++open > nestingMax) throw broken(start, `it is nested deeper than ${nestingMax} levels`);
      at = inner.at + 1;
    } else at = header(bytes, at, end).next;
  }
  throw broken(start, "its end-of-contents octets are missing");
}

function nodeOf(bytes: Uint8Array, offset: number, found: Header): Asn1Node {
  const content = { start: found.contentStart, end: found.contentEnd };
  const octets = bytes.subarray(content.start, content.end);
  const wrapped = found.isConstructed ? null : wrappedRange(found, octets, content);
  return {
    offset,
    headerOctets: found.contentStart - offset,
    contentOctets: octets.length,
    tagName: tagName(found),
    value: found.isConstructed ? "" : valueText(found, octets, bytes.subarray(offset, content.end)),
    inside: found.isConstructed ? content : wrapped,
    isWrapper: wrapped !== null,
    content,
  };
}

const universal: Readonly<Record<number, string>> = {
  0: "END OF CONTENTS",
  1: "BOOLEAN",
  2: "INTEGER",
  3: "BIT STRING",
  4: "OCTET STRING",
  5: "NULL",
  6: "OBJECT IDENTIFIER",
  7: "ObjectDescriptor",
  8: "EXTERNAL",
  9: "REAL",
  10: "ENUMERATED",
  11: "EMBEDDED PDV",
  12: "UTF8String",
  13: "RELATIVE-OID",
  14: "TIME",
  16: "SEQUENCE",
  17: "SET",
  18: "NumericString",
  19: "PrintableString",
  20: "TeletexString",
  21: "VideotexString",
  22: "IA5String",
  23: "UTCTime",
  24: "GeneralizedTime",
  25: "GraphicString",
  26: "VisibleString",
  27: "GeneralString",
  28: "UniversalString",
  29: "CHARACTER STRING",
  30: "BMPString",
};

function tagName({ tagClass, tagNumber }: Header): string {
  if (tagClass === 0) return universal[tagNumber] ?? `UNIVERSAL ${tagNumber}`;
  return tagClass === 2 ? `[${tagNumber}]` : `${tagClass === 1 ? "APPLICATION" : "PRIVATE"} ${tagNumber}`;
}

/** X.509 wraps values in strings (extensions, keys, ECDSA signatures): what is exactly one DER value is opened. */
function wrappedRange(
  { tagClass, tagNumber }: Header,
  octets: Uint8Array,
  { start, end }: Asn1Range,
): Asn1Range | null {
  if (tagClass !== 0 || (tagNumber !== 3 && tagNumber !== 4)) return null;
  const skip = tagNumber === 3 ? 1 : 0;
  if (octets.length < skip + 2 || octets.length > wrappedOctetsMax || (skip && octets[0] !== 0)) return null;
  return attempt(() => readDer(octets.subarray(skip))) ? { start: start + skip, end } : null;
}

const latin = (octets: Uint8Array): string => Array.from(octets, (octet) => String.fromCharCode(octet)).join("");
const decoders: Readonly<Record<number, (octets: Uint8Array) => string>> = {
  12: (octets) => new TextDecoder().decode(octets),
  28: (octets) => fromUnits(octets, 4),
  30: (octets) => fromUnits(octets, 2),
};
const textTags = new Set([12, 18, 19, 20, 21, 22, 25, 26, 27, 28, 30]);

function valueText({ tagClass, tagNumber }: Header, octets: Uint8Array, whole: Uint8Array): string {
  if (tagClass !== 0) return isText(octets) ? text(latin(octets)) : inLine(octets);
  if (textTags.has(tagNumber)) return text((decoders[tagNumber] ?? latin)(octets.subarray(0, 1_024)));
  switch (tagNumber) {
    case 1:
      return octets.length === 1 ? (octets[0] ? "TRUE" : "FALSE") : inLine(octets);
    case 2:
    case 10:
      return integerText(octets);
    case 3:
      return octets[0] ? `${octets[0]} unused bits, ${inLine(octets.subarray(1))}` : inLine(octets.subarray(1));
    case 5:
      return "";
    case 6:
      return identifierText(octets);
    case 23:
    case 24: {
      const written = latin(octets.subarray(0, 64));
      const date = attempt(() => readTime({ identifier: tagNumber, bytes: whole, content: octets }, "the time"));
      return escapeHidden(date ? `${written} (${date.toISOString().replace(".000", "")})` : written);
    }
    default:
      return inLine(octets);
  }
}

function integerText(octets: Uint8Array): string {
  if (octets.length === 0) return "empty";
  if (octets.length > 8) return `${inLine(octets)} (${octets.length} octets)`;
  return BigInt.asIntN(octets.length * 8, BigInt(`0x${hexFromBytes(octets)}`)).toString();
}

function identifierText(octets: Uint8Array): string {
  const dotted = attempt(() => oidText(octets, "it"));
  if (!dotted) return inLine(octets);
  const name = oidName(dotted);
  return name ? `${name} (${dotted})` : dotted;
}

const isText = (octets: Uint8Array): boolean =>
  octets.length > 0 && octets.length <= 1_024 && octets.every((octet) => octet >= 0x20 && octet <= 0x7e);
const text = (value: string): string => `“${escapeHidden(value)}”`;

function inLine(octets: Uint8Array): string {
  const shown = spaced(octets.subarray(0, octetsInLine));
  return octets.length > octetsInLine ? `${shown} …` : shown;
}

const spaced = (octets: Uint8Array): string => hexFromBytes(octets).toUpperCase().match(/../g)?.join(" ") ?? "";

function fromUnits(octets: Uint8Array, size: 2 | 4): string {
  let out = "";
  for (let at = 0; at + size <= octets.length; at += size) {
    const unit = octets.subarray(at, at + size).reduce((value, octet) => value * 256 + octet, 0);
    out += unit > 0x10ffff ? "\ufffd" : String.fromCodePoint(unit);
  }
  return out;
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isCaError(error)) return null;
    throw error;
  }
}

const broken = (offset: number, why: string) =>
  new CaError("invalid", `The value at offset ${offset} cannot be read: ${why}.`);
