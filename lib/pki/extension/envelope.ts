import { CaError } from "../../errors";
import {
  boolean,
  children,
  type Der,
  type DerNode,
  expectTag,
  octetString,
  oid as oidDer,
  readBoolean,
  readOid,
  sequence,
  tag,
} from "../der";

export interface Extension {
  /** Dotted. */
  readonly oid: string;
  readonly critical: boolean;
  /** What stands inside the OCTET STRING. */
  readonly value: Der;
}

// Extension ::= SEQUENCE { extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }
export function encodeExtension({ oid, critical, value }: Extension): Der {
  return critical
    ? sequence(oidDer(oid), boolean(true), octetString(value))
    : sequence(oidDer(oid), octetString(value));
}

/** Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension, in the order given. */
export function encodeExtensions(extensions: readonly Extension[]): Der {
  return sequence(...extensions.map(encodeExtension));
}

const extensionsMax = 100;

/** Throws `invalid` for structures RFC 5280 §4.2 does not allow: none at all, the same one twice, an encoded default. */
export function decodeExtensions(node: DerNode): Extension[] {
  const found = children(expectTag(node, tag.sequence, "the list of extensions")).map(decodeExtension);
  if (found.length === 0) throw new CaError("invalid", "The list of extensions is empty (RFC 5280 §4.1.2.9).");
  if (found.length > extensionsMax) throw new CaError("invalid", `There are more than ${extensionsMax} extensions.`);
  const seen = new Set<string>();
  for (const { oid } of found) {
    if (seen.has(oid)) throw new CaError("invalid", `The extension ${oid} appears twice (RFC 5280 §4.2).`);
    seen.add(oid);
  }
  return found;
}

function decodeExtension(node: DerNode): Extension {
  const [id, second, third, extra] = children(expectTag(node, tag.sequence, "an extension"));
  const oid = readOid(expectTag(id, tag.oid, "the identifier of an extension"), "the identifier of an extension");
  const critical = second?.identifier === tag.boolean ? readBoolean(second, `criticality of ${oid}`) : false;
  const isExplicit = second?.identifier === tag.boolean;
  // X.690 §11.5: a DEFAULT value is not encoded.
  if (isExplicit && !critical) throw new CaError("invalid", `The extension ${oid} encodes its default, not critical.`);
  const value = expectTag(isExplicit ? third : second, tag.octetString, `the value of extension ${oid}`);
  if (isExplicit ? extra : third) throw new CaError("invalid", `The extension ${oid} has more parts than it may.`);
  return { oid, critical, value: value.content };
}
