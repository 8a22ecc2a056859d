import { CaError } from "../../errors";
import {
  children,
  type Der,
  type DerNode,
  expectTag,
  explicit,
  implicitConstructed,
  namedBitsOf,
  readDer,
  sequence,
  tag,
} from "../der";
import { decodeGeneralName, encodeGeneralName, type GeneralName } from "../general-name";
import { oid } from "../oid";
import type { Extension } from "./envelope";

// CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint
// DistributionPoint ::= SEQUENCE { distributionPoint [0] EXPLICIT CHOICE { fullName [0] GeneralNames, … }, … }
// RFC 5280 §4.2.1.13: not critical. One point per URL, without reasons or cRLIssuer: each serves the whole CRL.
export function crlDistributionPointsExtension(urls: readonly string[]): Extension {
  if (urls.length === 0) throw new TypeError("cRLDistributionPoints has at least one point (RFC 5280 §4.2.1.13).");
  const points = urls.map((value) =>
    sequence(explicit(0, implicitConstructed(0, encodeGeneralName({ type: "uri", value })))),
  );
  return { oid: oid.crlDistributionPoints, critical: false, value: sequence(...points) };
}

export interface DistributionPoint {
  /** Where the CRL is: `fullName`; empty when the point has only an issuer or a name relative to it. */
  readonly names: readonly GeneralName[];
  readonly isRelative: boolean;
  /** Bit numbers of ReasonFlags; null: all reasons. */
  readonly reasons: readonly number[] | null;
  /** Who signs the CRL when it is not the issuer of the certificate. */
  readonly issuers: readonly GeneralName[];
}

export function distributionPointsOf(value: Der): DistributionPoint[] {
  const points = children(expectTag(readDer(value), tag.sequence, "the CRL distribution points"));
  if (points.length === 0) throw new CaError("invalid", "There is no CRL distribution point (RFC 5280 §4.2.1.13).");
  return points.map((point) => {
    const parts = children(expectTag(point, tag.sequence, "a CRL distribution point"));
    const [name, reasons, issuers] = takeParts(parts, [0xa0, 0x81, 0xa2], "A CRL distribution point");
    if (!name && !issuers) throw new CaError("invalid", "A CRL distribution point is empty (RFC 5280 §4.2.1.13).");
    return {
      ...distributionPointName(name),
      reasons: reasons ? namedBitsOf(reasons.content, "reasons") : null,
      issuers: issuers ? children(issuers).map(decodeGeneralName) : [],
    };
  });
}

/** The URLs of every point, in order. */
export function crlDistributionPointsOf(value: Der): string[] {
  const names = distributionPointsOf(value).flatMap((point) => point.names);
  return names.filter(({ type }) => type === "uri").map((name) => name.value);
}

// DistributionPointName ::= CHOICE { fullName [0] GeneralNames, nameRelativeToCRLIssuer [1] RelativeDistinguishedName }
function distributionPointName(node: DerNode | null | undefined): Pick<DistributionPoint, "names" | "isRelative"> {
  if (!node) return { names: [], isRelative: false };
  const [name, extra] = children(node);
  if (extra || (name?.identifier !== 0xa0 && name?.identifier !== 0xa1)) {
    throw new CaError("invalid", "The name of a CRL distribution point is malformed (RFC 5280 §4.2.1.13).");
  }
  const isRelative = name.identifier === 0xa1;
  return { isRelative, names: isRelative ? [] : children(name).map(decodeGeneralName) };
}

/** OPTIONAL parts in the order of their identifiers; null where absent, `invalid` for anything that is left. */
function takeParts(parts: DerNode[], identifiers: readonly number[], what: string): (DerNode | null)[] {
  const taken = identifiers.map((identifier) => (parts[0]?.identifier === identifier ? parts.shift()! : null));
  if (parts.length) throw new CaError("invalid", `${what} has parts it may not have (RFC 5280 §4.2.1.13).`);
  return taken;
}

export interface IssuingDistributionPoint extends Pick<DistributionPoint, "names" | "isRelative"> {
  readonly onlyUserCertificates: boolean;
  readonly onlyCaCertificates: boolean;
  readonly onlySomeReasons: readonly number[] | null;
  readonly isIndirect: boolean;
  readonly onlyAttributeCertificates: boolean;
}

// IssuingDistributionPoint ::= SEQUENCE { distributionPoint [0], onlyContainsUserCerts [1], onlyContainsCACerts [2],
//   onlySomeReasons [3], indirectCRL [4], onlyContainsAttributeCerts [5] } (RFC 5280 §5.2.5)
export function issuingDistributionPointOf(value: Der): IssuingDistributionPoint {
  const parts = children(expectTag(readDer(value), tag.sequence, "the issuing distribution point"));
  const [name, user, ca, reasons, indirect, attribute] = takeParts(
    parts,
    [0xa0, 0x81, 0x82, 0x83, 0x84, 0x85],
    "The issuing distribution point",
  );
  return {
    ...distributionPointName(name),
    onlyUserCertificates: isTrue(user),
    onlyCaCertificates: isTrue(ca),
    onlySomeReasons: reasons ? namedBitsOf(reasons.content, "onlySomeReasons") : null,
    isIndirect: isTrue(indirect),
    onlyAttributeCertificates: isTrue(attribute),
  };
}

function isTrue(node: DerNode | null | undefined): boolean {
  if (!node) return false;
  if (node.content.length !== 1 || node.content[0] !== 0xff) {
    throw new CaError("invalid", "A flag of the issuing distribution point is not TRUE in DER (RFC 5280 §5.2.5).");
  }
  return true;
}
