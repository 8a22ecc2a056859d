/** Extensions of CRLs and their entries (RFC 5280 §5.2, §5.3). */
import { CaError } from "../../errors";
import { type Der, enumerated, expectTag, integer, readDer, readInteger, readTime, tag } from "../der";
import { oid } from "../oid";
import type { Extension } from "./envelope";

// CRLNumber ::= INTEGER (0..MAX), at most 20 octets; RFC 5280 §5.2.3: not critical.
export function crlNumberExtension(number: bigint): Extension {
  if (number < 0n || number >= 1n << 159n) throw new TypeError("A CRL number has at most 20 octets (RFC 5280 §5.2.3).");
  return { oid: oid.crlNumber, critical: false, value: integer(number) };
}

export function crlNumberOf(value: Der): bigint {
  const node = readDer(value);
  const number = readInteger(node, "the CRL number");
  if (number < 0n || node.content.length > 20) {
    throw new CaError("invalid", "The CRL number is negative or longer than 20 octets (RFC 5280 §5.2.3).");
  }
  return number;
}

// CRLReason ::= ENUMERATED; RFC 5280 §5.3.1: not critical, and left out rather than unspecified (0).
export function reasonCodeExtension(reason: number): Extension {
  if (reason === 0) throw new TypeError("An unspecified reason is left out (RFC 5280 §5.3.1).");
  return { oid: oid.reasonCode, critical: false, value: enumerated(reason) };
}

export function reasonCodeOf(value: Der): number {
  const [reason, extra] = expectTag(readDer(value), tag.enumerated, "the reason code").content;
  // 7 is not used (RFC 5280 §5.3.1).
  if (reason === undefined || extra !== undefined || reason > 10 || reason === 7) {
    throw new CaError("invalid", "The reason code is none that RFC 5280 §5.3.1 lists.");
  }
  return reason;
}

// InvalidityDate ::= GeneralizedTime (RFC 5280 §5.3.2)
export function invalidityDateOf(value: Der): Date {
  return readTime(expectTag(readDer(value), tag.generalizedTime, "the invalidity date"), "the invalidity date");
}
