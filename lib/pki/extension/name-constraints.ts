import { CaError } from "../../errors";
import {
  children,
  type Der,
  type DerNode,
  expectTag,
  implicit,
  implicitConstructed,
  readDer,
  sequence,
  tag,
} from "../der";
import { decodeGeneralName, encodeGeneralName } from "../general-name";
import { formatCidr, isPrefixMask, parseCidr } from "../ip";
import type { GeneralSubtree, NameConstraints } from "../name-constraints";
import { oid } from "../oid";
import type { Extension } from "./envelope";

// NameConstraints ::= SEQUENCE { permittedSubtrees [0] GeneralSubtrees OPTIONAL, excludedSubtrees [1] GeneralSubtrees OPTIONAL }
// RFC 5280 §4.2.1.10: critical, in CA certificates only.
export function nameConstraintsExtension({ permitted, excluded }: NameConstraints): Extension {
  if (permitted.length + excluded.length === 0) {
    throw new TypeError("nameConstraints names at least one subtree (RFC 5280 §4.2.1.10).");
  }
  const lists = [permitted, excluded].flatMap((subtrees, number) =>
    subtrees.length ? [implicitConstructed(number, ...subtrees.map(encodeSubtree))] : [],
  );
  return { oid: oid.nameConstraints, critical: true, value: sequence(...lists) };
}

// GeneralSubtree ::= SEQUENCE { base GeneralName, minimum [0] BaseDistance DEFAULT 0, maximum [1] BaseDistance OPTIONAL }
function encodeSubtree(subtree: GeneralSubtree): Der {
  if (subtree.type !== "ip") return sequence(encodeGeneralName(subtree));
  const range = parseCidr(subtree.value);
  if (!range) throw new TypeError("Not an IP range.");
  return sequence(implicit(7, Uint8Array.of(...range.address, ...range.mask)));
}

export function nameConstraintsOf(value: Der): NameConstraints {
  const parts = children(expectTag(readDer(value), tag.sequence, "nameConstraints"));
  const [permitted, excluded] = [0xa0, 0xa1].map((identifier) =>
    parts[0]?.identifier === identifier ? subtreesOf(parts.shift()!) : [],
  ) as [GeneralSubtree[], GeneralSubtree[]];
  if (parts.length || permitted.length + excluded.length === 0) {
    throw new CaError("invalid", "nameConstraints is empty or has parts it may not have (RFC 5280 §4.2.1.10).");
  }
  return { permitted, excluded };
}

function subtreesOf(list: DerNode): GeneralSubtree[] {
  const subtrees = children(list);
  if (subtrees.length === 0) throw new CaError("invalid", "nameConstraints has an empty list (RFC 5280 §4.2.1.10).");
  return subtrees.map((subtree) => {
    const [base, distance] = children(expectTag(subtree, tag.sequence, "a subtree of nameConstraints"));
    if (!base || distance) {
      throw new CaError("invalid", "nameConstraints has a subtree with distances, which RFC 5280 §4.2.1.10 forbids.");
    }
    return decodeBase(base);
  });
}

function decodeBase(base: DerNode): GeneralSubtree {
  if (base.identifier === 0x87) return { type: "ip", value: rangeText(base.content) };
  const name = decodeGeneralName(base);
  if (name.type === "registeredId" || name.type === "other") {
    throw new CaError("invalid", "nameConstraints has a subtree of a type we cannot enforce (RFC 5280 §4.2.1.10).");
  }
  return { ...name, type: name.type };
}

// RFC 5280 §4.2.1.10: address and mask in 8 or 32 octets, in the manner of CIDR, so the mask is a prefix.
function rangeText(octets: Uint8Array): string {
  const mask = octets.subarray(octets.length / 2);
  if ((octets.length !== 8 && octets.length !== 32) || !isPrefixMask(mask)) {
    throw new CaError("invalid", "An IP range in nameConstraints is not an address and a mask (RFC 5280 §4.2.1.10).");
  }
  return formatCidr({ address: octets.subarray(0, mask.length).map((octet, at) => octet & mask[at]!), mask });
}
