import { CaError } from "../../errors";
import {
  children,
  type Der,
  expectTag,
  namedBits,
  oid as oidDer,
  readDer,
  readNamedBits,
  readOid,
  sequence,
  tag,
} from "../der";
import { oid } from "../oid";
import type { Extension } from "./envelope";

/** In the order of their bits (RFC 5280 §4.2.1.3). */
export const keyUsages = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
] as const;
export type KeyUsage = (typeof keyUsages)[number];

// KeyUsage ::= BIT STRING { digitalSignature (0), … decipherOnly (8) }; RFC 5280 §4.2.1.3: SHOULD be critical.
export function keyUsageExtension(usages: readonly KeyUsage[]): Extension {
  if (usages.length === 0) throw new TypeError("keyUsage has at least one bit set (RFC 5280 §4.2.1.3).");
  return { oid: oid.keyUsage, critical: true, value: namedBits(usages.map((usage) => keyUsages.indexOf(usage))) };
}

export function keyUsageOf(value: Der): KeyUsage[] {
  return readNamedBits(readDer(value), "keyUsage").map((bit) => {
    const usage = keyUsages[bit];
    if (!usage) throw new CaError("invalid", `keyUsage has bit ${bit}, which has no meaning (RFC 5280 §4.2.1.3).`);
    return usage;
  });
}

// ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF OBJECT IDENTIFIER
export function extendedKeyUsageExtension(purposes: readonly string[], critical: boolean): Extension {
  if (purposes.length === 0) throw new TypeError("extKeyUsage names at least one purpose (RFC 5280 §4.2.1.12).");
  return { oid: oid.extendedKeyUsage, critical, value: sequence(...purposes.map(oidDer)) };
}

/** Dotted identifiers in the order encoded. */
export function extendedKeyUsageOf(value: Der): string[] {
  const purposes = children(expectTag(readDer(value), tag.sequence, "extKeyUsage"));
  if (purposes.length === 0) throw new CaError("invalid", "extKeyUsage is empty (RFC 5280 §4.2.1.12).");
  return purposes.map((purpose) => readOid(purpose, "a purpose in extKeyUsage"));
}
