/** BER as some exporters write it (indefinite lengths, strings in pieces: X.690 §8.1.3.6, §8.7.3), made DER. */
import { CaError, isCaError } from "../errors";
import { concat, type Der, readDer, tlv } from "./der";

const nestingMax = 32;
const valuesMax = 100_000;

interface Converted {
  readonly identifier: number;
  readonly content: Uint8Array;
  readonly next: number;
}

/** What is DER already comes back as it is, byte for byte. Throws `invalid` for what is neither. */
export function derFromBer(bytes: Uint8Array): Der {
  try {
    readDer(bytes);
    return bytes;
  } catch (error) {
    if (!isCaError(error)) throw error;
  }
  const budget = { values: valuesMax };
  const { identifier, content, next } = convert(bytes, 0, budget, 1);
  if (next !== bytes.length) throw malformed("bytes follow the end of the value");
  const der = tlv(identifier, content);
  readDer(der);
  return der;
}

function convert(bytes: Uint8Array, start: number, budget: { values: number }, depth: number): Converted {
  if (depth > nestingMax) throw malformed(`it is nested deeper than ${nestingMax} levels`);
  if (budget.values-- === 0) throw malformed(`it holds more than ${valuesMax} values`);
  const { identifier, contentStart, contentEnd } = header(bytes, start);
  const isConstructed = (identifier & 0x20) !== 0;
  if (!isConstructed) {
    if (contentEnd === null) throw malformed("a primitive value has an indefinite length");
    return { identifier, content: bytes.subarray(contentStart, contentEnd), next: contentEnd };
  }
  const parts: Converted[] = [];
  let at = contentStart;
  for (;;) {
    if (contentEnd === null ? isEnd(bytes, at) : at >= contentEnd) break;
    const part = convert(bytes, at, budget, depth + 1);
    if (contentEnd !== null && part.next > contentEnd) throw malformed("a value is longer than what contains it");
    parts.push(part);
    at = part.next;
  }
  return { ...joined(identifier, parts), next: contentEnd ?? at + 2 };
}

/** An OCTET STRING in pieces is their octets in one (X.690 §8.7.3.2); so is an implicitly tagged one of a CMS message. */
function joined(identifier: number, parts: readonly Converted[]): Omit<Converted, "next"> {
  const isInPieces = parts.length > 0 && parts.every((part) => part.identifier === 0x04);
  // [0] IMPLICIT OCTET STRING as in EncryptedContentInfo; an explicit [0] holds exactly one value in DER.
  const isImplicit = identifier === 0xa0 && parts.length > 1;
  if (identifier === 0x24 || (isImplicit && isInPieces)) {
    if (!isInPieces && parts.length > 0) throw malformed("the pieces of an OCTET STRING are something else");
    return { identifier: identifier & ~0x20, content: concat(parts.map(({ content }) => content)) };
  }
  return { identifier, content: concat(parts.map((part) => tlv(part.identifier, part.content))) };
}

const isEnd = (bytes: Uint8Array, at: number): boolean => bytes[at] === 0 && bytes[at + 1] === 0;

function header(bytes: Uint8Array, start: number) {
  const identifier = bytes[start];
  const first = bytes[start + 1];
  if (identifier === undefined || first === undefined) throw malformed("it ends inside a header");
  if ((identifier & 0x1f) === 0x1f) throw malformed("a multi-octet tag is not used in any structure read here");
  if (first === 0x80) return { identifier, contentStart: start + 2, contentEnd: null };
  let length = first;
  let at = start + 2;
  if (first > 0x80) {
    const count = first & 0x7f;
    if (count > 4) throw malformed("a length needs more than four octets");
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[at + i] ?? 0);
    at += count;
  }
  if (at + length > bytes.length) throw malformed("a value is longer than the input");
  return { identifier, contentStart: at, contentEnd: at + length };
}

const malformed = (why: string) => new CaError("invalid", `This is neither DER nor BER: ${why}.`);
