/** Extensions in plain words, for screens. Never throws: what cannot be read is shown as hex and said to be so. */
import { isCaError } from "../../errors";
import { type Der, hexFromBytes, readDer, readInteger } from "../der";
import { formatGeneralName, type GeneralName } from "../general-name";
import { formatSubtree, type NameConstraints } from "../name-constraints";
import { describeOid, oid } from "../oid";
import { escapeHidden } from "../quote";
import { reasonCodes } from "../revocation-reason";
import { formatSerial } from "../serial";
import { subjectAltNameOf } from "./alternative-name";
import { accessDescriptionsOf } from "./authority-info-access";
import { basicConstraintsOf } from "./basic-constraints";
import { crlNumberOf, invalidityDateOf, reasonCodeOf } from "./crl";
import { foreignDescribers } from "./describe-foreign";
import { distributionPointsOf, issuingDistributionPointOf } from "./distribution-point";
import type { Extension } from "./envelope";
import { authorityKeyIdentifierOf, subjectKeyIdentifierOf } from "./key-identifier";
import { extendedKeyUsageOf, type KeyUsage, keyUsageOf } from "./key-usage";
import { nameConstraintsOf } from "./name-constraints";

export interface ExtensionDescription {
  readonly name: string;
  /** Where it is defined; empty when we do not know the extension. */
  readonly source: string;
  /** One line each. */
  readonly text: readonly string[];
}

export function describeExtension({ oid: id, value }: Extension): ExtensionDescription {
  const known = describeOid(id);
  const lines = Object.hasOwn(describers, id) ? describers[id] : undefined;
  return { name: known?.name ?? id, source: known?.source ?? "", text: lines ? read(lines, value) : hex(value) };
}

function read(lines: (value: Der) => string[], value: Der): string[] {
  try {
    return lines(value).map(escapeHidden);
  } catch (error) {
    if (!isCaError(error)) throw error;
    return [`Cannot be read. ${error.detail}`, ...hex(value)];
  }
}

const hexShownMax = 256;

function hex(value: Der): string[] {
  const shown = colons(value.subarray(0, hexShownMax));
  return [value.length > hexShownMax ? `${shown}… (${value.length} octets)` : shown];
}

const colons = (octets: Uint8Array): string => hexFromBytes(octets).toUpperCase().match(/../g)?.join(":") ?? "";

const generalNames = (names: readonly GeneralName[]): string => names.map(formatGeneralName).join(", ");

const keyUsageWords: Readonly<Record<KeyUsage, string>> = {
  digitalSignature: "sign (digitalSignature)",
  nonRepudiation: "sign documents so that it cannot be denied (nonRepudiation)",
  keyEncipherment: "encrypt keys (keyEncipherment)",
  dataEncipherment: "encrypt data (dataEncipherment)",
  keyAgreement: "agree on keys (keyAgreement)",
  keyCertSign: "sign certificates (keyCertSign)",
  cRLSign: "sign CRLs (cRLSign)",
  encipherOnly: "only encrypt when agreeing on keys (encipherOnly)",
  decipherOnly: "only decrypt when agreeing on keys (decipherOnly)",
};

const describers: Readonly<Record<string, (value: Der) => string[]>> = {
  ...foreignDescribers,
  [oid.basicConstraints]: (value) => {
    const { isCa, pathLength } = basicConstraintsOf(value);
    if (!isCa) return ["Not a certificate authority."];
    if (pathLength === null) return ["A certificate authority, with no limit on authorities below it."];
    if (pathLength === 0) return ["A certificate authority that may not have authorities below it."];
    return [`A certificate authority with at most ${pathLength} levels of authorities below it.`];
  },
  [oid.keyUsage]: (value) => keyUsageOf(value).map((usage) => `The key may ${keyUsageWords[usage]}.`),
  [oid.extendedKeyUsage]: (value) =>
    extendedKeyUsageOf(value).map((purpose) => {
      const known = describeOid(purpose);
      return known ? `${known.name} (${purpose})` : purpose;
    }),
  [oid.subjectKeyIdentifier]: (value) => [colons(subjectKeyIdentifierOf(value))],
  [oid.authorityKeyIdentifier]: (value) => {
    const { keyIdentifier, issuer, serial } = authorityKeyIdentifierOf(value);
    return [
      ...(keyIdentifier ? [colons(keyIdentifier)] : []),
      ...(issuer ? [`Issued by ${generalNames(issuer)}`] : []),
      ...(serial ? [`Serial number ${formatSerial(serial)}`] : []),
    ];
  },
  [oid.subjectAltName]: (value) => subjectAltNameOf(value).map(formatGeneralName),
  [oid.issuerAltName]: (value) => subjectAltNameOf(value).map(formatGeneralName),
  [oid.nameConstraints]: (value) => nameConstraintLines(nameConstraintsOf(value)),
  [oid.crlDistributionPoints]: pointLines,
  [oid.freshestCrl]: pointLines,
  [oid.authorityInfoAccess]: accessLines,
  [oid.subjectInfoAccess]: accessLines,
  [oid.crlNumber]: (value) => [crlNumberOf(value).toString()],
  [oid.deltaCrlIndicator]: (value) => [`Changes since CRL number ${readInteger(readDer(value), "the number")}.`],
  [oid.reasonCode]: (value) => [reasonNames.get(reasonCodeOf(value)) ?? "removeFromCRL"],
  [oid.invalidityDate]: (value) => [invalidityDateOf(value).toISOString()],
  [oid.issuingDistributionPoint]: (value) => {
    const point = issuingDistributionPointOf(value);
    return [
      ...(point.names.length ? [generalNames(point.names)] : []),
      ...(point.onlyUserCertificates ? ["Lists end-entity certificates only."] : []),
      ...(point.onlyCaCertificates ? ["Lists certificates of authorities only."] : []),
      ...(point.onlyAttributeCertificates ? ["Lists attribute certificates only."] : []),
      ...(point.onlySomeReasons ? ["Lists some reasons only."] : []),
      ...(point.isIndirect ? ["Lists certificates of other issuers too."] : []),
    ];
  },
  [oid.ocspNoCheck]: () => ["The responder’s own certificate need not be checked for revocation."],
};

const reasonNames = new Map<number, string>(Object.entries(reasonCodes).map(([name, code]) => [code, name]));

function pointLines(value: Der): string[] {
  return distributionPointsOf(value).map(({ names, isRelative, issuers }) => {
    const place = isRelative ? "a name relative to the issuer" : generalNames(names);
    return issuers.length ? `${place} (CRL signed by ${generalNames(issuers)})` : place;
  });
}

function accessLines(value: Der): string[] {
  return accessDescriptionsOf(value).map(
    ({ method, location }) => `${describeOid(method)?.name ?? method}: ${formatGeneralName(location)}`,
  );
}

function nameConstraintLines({ permitted, excluded }: NameConstraints): string[] {
  return [
    ...permitted.map((subtree) => `Permitted: ${formatSubtree(subtree)}`),
    ...excluded.map((subtree) => `Excluded: ${formatSubtree(subtree)}`),
  ];
}
