/** Certificate revocation lists (RFC 5280 §5). */
import { bitString, type Der, explicit, integer, sequence, tag, time, tlv } from "./der";
import { crlNumberExtension, reasonCodeExtension } from "./extension/crl";
import { encodeExtensions } from "./extension/envelope";
import { authorityKeyIdentifierExtension } from "./extension/key-identifier";
import type { Serial } from "./serial";

export { type CertificateList, parseCrl } from "./certificate-list";

export interface RevokedEntry {
  readonly serial: Serial;
  readonly revokedAt: Date;
  /** CRLReason value. 0 (unspecified) is expressed by leaving the reasonCode out (RFC 5280 §5.3.1). */
  readonly reason: number;
}

export interface TbsCertListInput {
  /** Complete AlgorithmIdentifier. */
  readonly signatureAlgorithm: Der;
  /** The authority's encoded subject, byte for byte. */
  readonly issuerDer: Der;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly number: bigint;
  /** The keyIdentifier itself: the authority's subjectKeyIdentifier. */
  readonly authorityKeyIdentifier: Uint8Array;
  readonly entries: Iterable<RevokedEntry>;
}

/**
 * A full v2 CRL, ready to be linted and signed. One pass over `entries`, in their order, into one buffer.
 * Stricter: nothing but authorityKeyIdentifier and CRLNumber; an issuingDistributionPoint would make OpenSSL refuse
 * the certificates that do not name the same URL.
 */
export function buildTbsCertList(input: TbsCertListInput): Der {
  // TBSCertList ::= SEQUENCE { version Version (v2(1)), signature, issuer, thisUpdate, nextUpdate,
  //   revokedCertificates SEQUENCE OF SEQUENCE { … } OPTIONAL, crlExtensions [0] EXPLICIT Extensions }
  const revoked = encodeEntries(input.entries);
  return sequence(
    integer(1),
    input.signatureAlgorithm,
    input.issuerDer,
    time(input.thisUpdate),
    time(input.nextUpdate),
    // RFC 5280 §5.1.2.6: absent when nothing is revoked.
    ...(revoked.length > 0 ? [tlv(tag.sequence, revoked)] : []),
    explicit(
      0,
      encodeExtensions([
        authorityKeyIdentifierExtension(input.authorityKeyIdentifier),
        crlNumberExtension(input.number),
      ]),
    ),
  );
}

/** CertificateList ::= SEQUENCE { tbsCertList, signatureAlgorithm, signatureValue BIT STRING } */
export function assembleCrl(tbs: Der, signatureAlgorithm: Der, signature: Uint8Array): Der {
  return sequence(tbs, signatureAlgorithm, bitString(signature));
}

// crlEntryExtensions with reasonCode alone, encoded once for each reason; nothing for unspecified (RFC 5280 §5.3.1).
const reasonExtensions = Array.from({ length: 11 }, (_, reason) =>
  reason === 0 ? new Uint8Array() : encodeExtensions([reasonCodeExtension(reason)]),
);
const serialOctetsMax = 20;
const entryOctetsMax = 2 + (2 + serialOctetsMax + 1) + 17 + 14;

// SEQUENCE { userCertificate CertificateSerialNumber, revocationDate Time, crlEntryExtensions Extensions OPTIONAL }
function encodeEntries(entries: Iterable<RevokedEntry>): Uint8Array {
  let buffer = new Uint8Array(4096);
  let at = 0;
  const writeTime = timeWriter();
  for (const { serial, revokedAt, reason } of entries) {
    if (at + entryOctetsMax > buffer.length) buffer = grown(buffer);
    const extensions = reasonExtensions[reason];
    // RFC 5280 §5.3.1: 7 is not used, removeFromCRL (8) appears in delta CRLs only.
    if (!extensions || reason === 7 || reason === 8) throw new TypeError(`Not a reason for a full CRL: ${reason}`);
    const start = at;
    at = writeSerial(buffer, at + 2, serial);
    at = writeTime(buffer, at, revokedAt);
    buffer.set(extensions, at);
    at += extensions.length;
    buffer[start] = tag.sequence;
    buffer[start + 1] = at - start - 2;
  }
  return buffer.subarray(0, at);
}

function grown(buffer: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * buffer.length);
  larger.set(buffer);
  return larger;
}

/** INTEGER: fewest octets, and a zero octet before a first bit that is set (X.690 §8.3). */
function writeSerial(buffer: Uint8Array, start: number, serial: string): number {
  let from = 0;
  while (from < serial.length - 2 && serial.startsWith("00", from)) from += 2;
  const octets = (serial.length - from) / 2;
  if (octets < 1 || octets > serialOctetsMax || !Number.isInteger(octets) || !/^[0-9a-f]+$/.test(serial)) {
    throw new TypeError(`Not a serial number: ${serial}`);
  }
  const sign = serial.charCodeAt(from) > 0x37 ? 1 : 0;
  let at = start;
  buffer[at++] = tag.integer;
  buffer[at++] = octets + sign;
  if (sign) buffer[at++] = 0;
  for (let i = from; i < serial.length; i += 2) buffer[at++] = (nibble(serial, i) << 4) | nibble(serial, i + 1);
  return at;
}

function nibble(hex: string, index: number): number {
  const code = hex.charCodeAt(index);
  return code > 0x60 ? code - 0x57 : code - 0x30;
}

/** Copies the day's encoding and puts the time of day in: no text is made per entry. */
function timeWriter(): (buffer: Uint8Array, start: number, value: Date) => number {
  const days = new Map<number, Der>();
  return (buffer, start, value) => {
    const seconds = Math.floor(value.getTime() / 1000);
    const day = Math.floor(seconds / 86_400);
    const encoded = days.get(day) ?? time(value);
    days.set(day, encoded);
    buffer.set(encoded, start);
    const end = start + encoded.length;
    const second = seconds - day * 86_400;
    writeTwoDigits(buffer, end - 7, Math.floor(second / 3600));
    writeTwoDigits(buffer, end - 5, Math.floor(second / 60) % 60);
    writeTwoDigits(buffer, end - 3, second % 60);
    return end;
  };
}

function writeTwoDigits(buffer: Uint8Array, at: number, value: number): void {
  buffer[at] = 0x30 + Math.floor(value / 10);
  buffer[at + 1] = 0x30 + (value % 10);
}
