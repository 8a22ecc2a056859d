/** The insides of the extensions rules ask about, read as loosely as their meaning allows; rules judge the rest. */
import {
  children,
  type Der,
  type DerNode,
  expectTag,
  readBoolean,
  readDer,
  readInteger,
  readNamedBits,
  readOid,
  tag,
} from "../der";

export interface BasicConstraints {
  readonly isCa: boolean;
  readonly pathLength: number | null;
}

// BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER (0..MAX) OPTIONAL }
export function readBasicConstraints(value: Der): BasicConstraints {
  const fields = children(expectTag(readDer(value), tag.sequence, "basicConstraints"));
  const isCa = fields[0]?.identifier === tag.boolean && readBoolean(fields.shift()!, "cA");
  const pathLength = fields.length ? Number(readInteger(fields[0]!, "pathLenConstraint")) : null;
  return { isCa, pathLength };
}

/** Bit numbers of KeyUsage (RFC 5280 §4.2.1.3). */
export const usage = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  dataEncipherment: 3,
  keyAgreement: 4,
  keyCertSign: 5,
  cRLSign: 6,
  encipherOnly: 7,
  decipherOnly: 8,
} as const;

export const readKeyUsage = (value: Der): number[] => readNamedBits(readDer(value), "keyUsage");

// ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF OBJECT IDENTIFIER
export const readExtendedKeyUsage = (value: Der): string[] =>
  sequenceOf(value, "extKeyUsage").map((node) => readOid(node, "a key purpose"));

export const readSubjectKeyIdentifier = (value: Der): Uint8Array =>
  expectTag(readDer(value), tag.octetString, "subjectKeyIdentifier").content;

// AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0], authorityCertIssuer [1], authorityCertSerialNumber [2] }
/** Null: the extension is there without a keyIdentifier. */
export const readAuthorityKeyIdentifier = (value: Der): Uint8Array | null =>
  sequenceOf(value, "authorityKeyIdentifier").find(({ identifier }) => identifier === 0x80)?.content ?? null;

/** Identifier octets of the choices of GeneralName (RFC 5280 §4.2.1.6). */
export const nameTag = {
  other: 0xa0,
  email: 0x81,
  dns: 0x82,
  directory: 0xa4,
  uri: 0x86,
  ip: 0x87,
  registeredId: 0x88,
} as const;

export interface LintedName {
  readonly tag: number;
  readonly octets: Uint8Array;
  /** Octets as characters, one each: the string types of GeneralName are IA5String. */
  readonly text: string;
}

export const readSubjectAltName = (value: Der): LintedName[] => sequenceOf(value, "subjectAltName").map(nameOf);

const nameOf = ({ identifier, content }: DerNode): LintedName => ({
  tag: identifier,
  octets: content,
  text: identifier === nameTag.ip || identifier & 0x20 ? "" : String.fromCharCode(...content.subarray(0, 4096)),
});

export interface LintedDistributionPoint {
  readonly names: readonly LintedName[];
  /** reasons or cRLIssuer: the list covers only a part, or another authority signs it. */
  readonly isPartial: boolean;
}

// DistributionPoint ::= SEQUENCE { distributionPoint [0] { fullName [0] GeneralNames, … }, reasons [1], cRLIssuer [2] }
export function readCrlDistributionPoints(value: Der): LintedDistributionPoint[] {
  return sequenceOf(value, "cRLDistributionPoints").map((node) => {
    const fields = children(expectTag(node, tag.sequence, "a distribution point"));
    const point = fields.find(({ identifier }) => identifier === 0xa0);
    const fullName = point && children(point).find(({ identifier }) => identifier === 0xa0);
    return {
      names: fullName ? children(fullName).map(nameOf) : [],
      isPartial: fields.some(({ identifier }) => identifier !== 0xa0),
    };
  });
}

export interface LintedAccess {
  readonly method: string;
  readonly location: LintedName;
}

// AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE { accessMethod, accessLocation GeneralName }
export function readAuthorityInfoAccess(value: Der): LintedAccess[] {
  return sequenceOf(value, "authorityInfoAccess").map((node) => {
    const [method, location] = children(expectTag(node, tag.sequence, "an access description"));
    return {
      method: readOid(expectTag(method, tag.oid, "an access method"), "an access method"),
      location: nameOf(location ?? expectTag(location, nameTag.uri, "an access location")),
    };
  });
}

// NameConstraints ::= SEQUENCE { permittedSubtrees [0], excludedSubtrees [1] }
/** The number of subtrees in both lists. */
export const countSubtrees = (value: Der): number =>
  sequenceOf(value, "nameConstraints").reduce((count, list) => count + children(list).length, 0);

export const sequenceOf = (value: Der, what: string): DerNode[] =>
  children(expectTag(readDer(value), tag.sequence, what));
