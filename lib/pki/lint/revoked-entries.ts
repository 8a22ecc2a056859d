/** One pass over the entries of a CRL, without an object per entry: a CRL may have a hundred thousand. */
import { CaError } from "../../errors";
import { bytesFromHex, type Der, hexFromBytes, readDer, tag } from "../der";
import { oid } from "../oid";
import { attempt } from "./certificate-subject";
import { readExtensions } from "./tbs-certificate";

export interface RevokedEntries {
  readonly count: number;
  /** Hex of the first serial that is there twice. */
  readonly duplicateSerial: string | null;
  /** Hex of the first serial that is negative, zero or longer than 20 octets. */
  readonly impossibleSerial: string | null;
  readonly hasWrongTime: boolean;
  /** The latest revocationDate as the number YYYYMMDDHHMMSS; 0 when there is none. */
  readonly latestRevocation: number;
  /** CRLReason values that occur, 0 only where it is spelled out. */
  readonly reasons: ReadonlySet<number>;
  readonly criticalExtension: string | null;
  /** Entry extensions other than reasonCode and invalidityDate. */
  readonly otherExtension: string | null;
}

// revokedCertificates SEQUENCE OF SEQUENCE { userCertificate INTEGER, revocationDate Time, crlEntryExtensions Extensions OPTIONAL }
/** `content` of revokedCertificates. Throws `invalid` for what is not such a list. */
export function scanRevokedEntries(content: Uint8Array): RevokedEntries {
  const seen = new Set<string>();
  const facts = {
    count: 0,
    duplicateSerial: null as string | null,
    impossibleSerial: null as string | null,
    hasWrongTime: false,
    latestRevocation: 0,
    reasons: new Set<number>(),
    criticalExtension: null as string | null,
    otherExtension: null as string | null,
  };
  for (let at = 0; at < content.length; facts.count++) {
    const entry = header(content, at, tag.sequence);
    const serial = header(content, entry.start, tag.integer);
    const octets = content.subarray(serial.start, serial.end);
    const key = String.fromCharCode(...octets.subarray(0, 64));
    if (seen.has(key)) facts.duplicateSerial ??= hexFromBytes(octets);
    seen.add(key);
    if (!isPossible(octets)) facts.impossibleSerial ??= hexFromBytes(octets);
    const time = header(content, serial.end, null);
    const moment = momentOf(content, serial.end, time.start, time.end);
    if (moment === null) facts.hasWrongTime = true;
    else if (moment > facts.latestRevocation) facts.latestRevocation = moment;
    if (time.end < entry.end) noteExtensions(content.subarray(time.end, entry.end), facts);
    at = entry.end;
  }
  return facts;
}

const malformed = () =>
  new CaError("invalid", "This is not valid DER: an entry of the CRL is malformed.", { field: "crl" });

/** Where the content of the value at `at` starts and ends; `wanted` null takes any tag. */
function header(bytes: Uint8Array, at: number, wanted: number | null): { start: number; end: number } {
  let length = bytes[at + 1];
  let start = at + 2;
  if (length === undefined || (wanted !== null && bytes[at] !== wanted)) throw malformed();
  if (length >= 0x80) {
    const count = length & 0x7f;
    if (count < 1 || count > 3) throw malformed();
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[start++] ?? Number.NaN);
    if (!(length >= 0x80)) throw malformed();
  }
  if (start + length > bytes.length) throw malformed();
  return { start, end: start + length };
}

function isPossible(octets: Uint8Array): boolean {
  const [first, second] = octets;
  if (first === undefined || first & 0x80 || octets.length > 20) return false;
  return first !== 0 || (second !== undefined && (second & 0x80) !== 0);
}

/** YYYYMMDDHHMMSS; null unless it is the Time that RFC 5280 §5.1.2.6 asks for. */
function momentOf(bytes: Uint8Array, at: number, start: number, end: number): number | null {
  const isShort = bytes[at] === tag.utcTime;
  if (!isShort && bytes[at] !== tag.generalizedTime) return null;
  if (end - start !== (isShort ? 13 : 15) || bytes[end - 1] !== 0x5a) return null;
  let value = 0;
  for (let i = start; i < end - 1; i++) {
    const digit = bytes[i]! - 0x30;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  if (isShort) return value + (value < 500_000_000_000 ? 20_000_000_000_000 : 19_000_000_000_000);
  return value < 20_500_000_000_000 ? null : value;
}

// SEQUENCE { SEQUENCE { OID 2.5.29.21, OCTET STRING { ENUMERATED … } } }, all but the last octet.
const reasonPrefix = bytesFromHex("300c300a0603551d1504030a01");

type Facts = { reasons: Set<number>; criticalExtension: string | null; otherExtension: string | null };

function noteExtensions(encoded: Der, facts: Facts): void {
  if (encoded.length === reasonPrefix.length + 1 && reasonPrefix.every((octet, i) => octet === encoded[i])) {
    facts.reasons.add(encoded[reasonPrefix.length]!);
    return;
  }
  for (const extension of readExtensions(readDer(encoded))) {
    if (extension.isCritical) facts.criticalExtension ??= extension.oid;
    if (extension.oid === oid.reasonCode) facts.reasons.add(reasonOf(extension.value));
    else if (extension.oid !== oid.invalidityDate) facts.otherExtension ??= extension.oid;
  }
}

/** -1 for what is no CRLReason at all. */
function reasonOf(value: Der): number {
  const node = attempt(() => readDer(value));
  return node?.identifier === tag.enumerated && node.content.length === 1 ? node.content[0]! : -1;
}
