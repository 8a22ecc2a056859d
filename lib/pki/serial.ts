/** Certificate serial numbers (RFC 5280 §4.1.2.2) and the notations people paste them in. */
import { bytesFromHex, type Der, hexFromBytes, integer } from "./der";

/** Lower-case hex of the magnitude, even length, without the sign octet DER may need: `80ff`, not `0080ff`. */
export type Serial = string;

export type RandomBytes = (length: number) => Uint8Array;

// RFC 5280 §4.1.2.2: serials are positive and at most 20 octets.
// Stricter: 16 random octets, second-highest bit set and highest clear, so length and sign are constant.
export function newSerial(randomBytes: RandomBytes): Serial {
  const octets = randomBytes(16).slice();
  if (octets.length !== 16) throw new TypeError("The source of randomness did not give 16 octets.");
  octets[0] = (octets[0]! & 0x7f) | 0x40;
  return serialFromOctets(octets);
}

/** From a big-endian magnitude or the content octets of a non-negative INTEGER: leading zeros go. */
export function serialFromOctets(octets: Uint8Array): Serial {
  let start = 0;
  while (start < octets.length - 1 && octets[start] === 0) start++;
  return hexFromBytes(octets.subarray(start)) || "00";
}

/** CertificateSerialNumber ::= INTEGER */
export function serialDer(serial: Serial): Der {
  return integer(bytesFromHex(serial));
}

/** As openssl prints it: upper-case pairs with colons. */
export function formatSerial(serial: Serial): string {
  return serial.toUpperCase().match(/../g)?.join(":") ?? "";
}

const hexMax = 42; // 20 octets and a sign octet
const decimalMax = 49; // digits of 2^160

/**
 * Every serial the text may mean: hex with or without colons, spaces, hyphens or `0x`, in either case; decimal; and
 * what openssl prints (`serial=…`, `4096 (0x1000)`). A run of digits reads both ways. Empty when it is no serial.
 */
export function parseSerialNotations(text: string): Serial[] {
  const bare = text
    .slice(0, 200)
    .trim()
    .replace(/^serial(?:\s*number)?\s*[:=]\s*/i, "");
  const both = /^\d+ \(0x([0-9a-f]+)\)$/i.exec(bare);
  if (both) return hexSerial(both[1]!);
  if (/^0x/i.test(bare)) return hexSerial(bare.slice(2));
  const readings = hexSerial(bare.replace(/(?<=[0-9a-f])[:\s-]+(?=[0-9a-f])/gi, ""));
  if (/^\d+$/.test(bare) && bare.length <= decimalMax) readings.push(...hexSerial(BigInt(bare).toString(16)));
  return [...new Set(readings)];
}

function hexSerial(digits: string): Serial[] {
  if (!/^[0-9a-f]+$/i.test(digits) || digits.length > hexMax) return [];
  const even = digits.length % 2 ? `0${digits}` : digits;
  const serial = serialFromOctets(bytesFromHex(even));
  return serial.length <= 40 ? [serial] : [];
}
