/** PEM (RFC 7468): strict where the data is, tolerant of text around it and of every line ending. */
import { CaError } from "../errors";
import type { Der } from "./der";

/** One block in the strict form of RFC 7468 §3: 64 columns, LF, trailing newline. */
export function encodePem(label: string, der: Der): string {
  const lines = bytesToBase64(der).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

export interface PemBlock {
  readonly label: string;
  readonly der: Der;
}

const begin = /-----BEGIN ([A-Z0-9 #]{1,64})-----/g;

/**
 * Every block in the text, in order; [] when there is none. Text between blocks is ignored (RFC 7468 §2).
 * Throws `invalid` for a block that does not end, ends under another label, is not base64, or needs a passphrase,
 * and for text longer than `maxBytes` of data can make it.
 */
export function decodePem(text: string, limits: { readonly maxBytes: number }): PemBlock[] {
  if (text.length > limits.maxBytes * 2 + 4096) throw tooLarge(limits.maxBytes);
  const blocks: PemBlock[] = [];
  let total = 0;
  let at = 0;
  for (const match of text.matchAll(begin)) {
    if (match.index < at) throw invalid(`A PEM block begins inside another one.`);
    const label = match[1]!;
    const start = match.index + match[0].length;
    const end = text.indexOf("-----END ", start);
    if (end < 0) throw invalid(`The PEM block “${label}” has no END line; paste it whole.`);
    const endLine = `-----END ${label}-----`;
    if (!text.startsWith(endLine, end)) throw invalid(`The PEM block “${label}” ends under another label.`);
    const der = blockBytes(label, text.slice(start, end));
    total += der.length;
    if (total > limits.maxBytes) throw tooLarge(limits.maxBytes);
    blocks.push({ label, der });
    at = end + endLine.length;
  }
  return blocks;
}

function blockBytes(label: string, body: string): Der {
  // RFC 1421 headers (“Proc-Type: 4,ENCRYPTED”) are outside RFC 7468 and mean traditional encryption.
  if (/^\s*[A-Za-z-]+:/.test(body)) throw invalid(`The PEM block “${label}” has headers; convert it to a plain block.`);
  const bytes = bytesFromBase64(body);
  if (!bytes) throw invalid(`The PEM block “${label}” is not valid base64; paste it unchanged.`);
  if (bytes.length === 0) throw invalid(`The PEM block “${label}” is empty.`);
  return bytes;
}

/**
 * The DER in what a person pasted or dropped: DER itself, a PEM block with one of `labels` (the first of them), or bare
 * base64. Throws `invalid`; `what` names the thing, e.g. “certificate”.
 */
export function derFromInput(
  input: string | Uint8Array,
  expected: { readonly what: string; readonly labels: readonly string[]; readonly maxBytes: number },
): Der {
  const { what, labels, maxBytes } = expected;
  if (typeof input !== "string") {
    if (input.length > maxBytes * 2) throw tooLarge(maxBytes);
    // PEM in a file arrives as octets too.
    if (!looksLikeDer(input)) return derFromInput(new TextDecoder().decode(input), expected);
    if (input.length > maxBytes) throw tooLarge(maxBytes);
    // Plain octets: a Node Buffer’s slice is a view where everybody else’s is a copy.
    return new Uint8Array(input.buffer, input.byteOffset, input.length);
  }
  const blocks = decodePem(input, { maxBytes });
  const found = blocks.find((block) => labels.includes(block.label));
  if (found) return found.der;
  if (blocks.length) throw invalid(`This is PEM of a ${blocks[0]!.label}; a ${what} was expected.`);
  const bare = bytesFromBase64(input);
  if (!bare?.length) throw invalid(`This is neither PEM nor DER of a ${what}.`);
  if (bare.length > maxBytes) throw tooLarge(maxBytes);
  return bare;
}

/** A SEQUENCE header that fits; base64 of one begins with M, and text with a digit 0 has no such length. */
function looksLikeDer(bytes: Uint8Array): boolean {
  return bytes[0] === 0x30 && bytes[1] !== undefined && (bytes[1] >= 0x80 || bytes.length === bytes[1] + 2);
}

/** RFC 4648 §4, in one line. */
export function bytesToBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

/** RFC 4648 §4 with white space between; null for anything else. */
export function bytesFromBase64(text: string): Uint8Array | null {
  const packed = text.replace(/[\s]+/g, "");
  if (packed.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return null;
  const binary = atob(packed);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

const invalid = (detail: string) => new CaError("invalid", detail);
const tooLarge = (maxBytes: number) => invalid(`This is larger than the ${Math.floor(maxBytes / 1024)} KiB allowed.`);
