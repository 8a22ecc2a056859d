import { CaError } from "../../errors";
import {
  boolean,
  children,
  type Der,
  expectTag,
  integer,
  readBoolean,
  readDer,
  readInteger,
  sequence,
  tag,
} from "../der";
import { oid } from "../oid";
import type { Extension } from "./envelope";

export interface BasicConstraints {
  readonly isCa: boolean;
  /** How many authorities may follow below; null: no limit. */
  readonly pathLength: number | null;
}

// BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER (0..MAX) OPTIONAL }
// RFC 5280 §4.2.1.9: critical in CA certificates. Stricter: always, which every client accepts and some demand.
export function basicConstraintsExtension({ isCa, pathLength }: BasicConstraints): Extension {
  if (pathLength !== null && !isCa) throw new TypeError("Only an authority has a path length (RFC 5280 §4.2.1.9).");
  const parts = isCa ? [boolean(true), ...(pathLength === null ? [] : [integer(pathLength)])] : [];
  return { oid: oid.basicConstraints, critical: true, value: sequence(...parts) };
}

export function basicConstraintsOf(value: Der): BasicConstraints {
  const parts = children(expectTag(readDer(value), tag.sequence, "basicConstraints"));
  const isCa = parts[0]?.identifier === tag.boolean;
  if (isCa && !readBoolean(parts.shift()!, "cA")) {
    throw new CaError("invalid", "basicConstraints encodes its default, cA FALSE (X.690 §11.5).");
  }
  const [limit, extra] = parts;
  if (extra) throw new CaError("invalid", "basicConstraints has more parts than it may (RFC 5280 §4.2.1.9).");
  if (!limit) return { isCa, pathLength: null };
  const pathLength = readInteger(limit, "pathLenConstraint");
  if (pathLength < 0n || pathLength > 0xffffn) {
    throw new CaError("invalid", "pathLenConstraint is negative or absurdly large (RFC 5280 §4.2.1.9).");
  }
  return { isCa, pathLength: Number(pathLength) };
}
