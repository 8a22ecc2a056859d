/** A certificate about to be signed, as rules ask about it: every part read once from the bytes. */
import { isCaError } from "../../errors";
import { children, type Der, readDer, readOid, readTime, tag } from "../der";
import { oid } from "../oid";
import { parseSpki } from "../spki";
import {
  readAuthorityInfoAccess,
  readAuthorityKeyIdentifier,
  readBasicConstraints,
  readCrlDistributionPoints,
  readExtendedKeyUsage,
  readKeyUsage,
  readSubjectAltName,
  readSubjectKeyIdentifier,
} from "./extension-values";
import { readAttributes } from "./name-attributes";
import type { CertificatePurpose } from "./rule";
import { readTbsFields } from "./tbs-certificate";

/** What a certificate says, whoever it belongs to. A part is undefined when it is absent or cannot be read. */
export type CertificateView = ReturnType<typeof viewCertificate>;

export interface CertificateSubject extends CertificateView {
  readonly purpose: CertificatePurpose;
  /** Of a self-signed certificate, itself. */
  readonly issuer: CertificateView;
  /** The issuer and whoever is known to stand above it, nearest first; empty for a self-signed certificate. */
  readonly ancestors: readonly CertificateView[];
  readonly isSelfSigned: boolean;
}

/** Throws `invalid` when the bytes are not a TBSCertificate at all. */
export function viewCertificate(tbs: Der) {
  const fields = readTbsFields(tbs);
  const unreadable: string[] = [];
  const extension = (dotted: string) => fields.extensions.find((candidate) => candidate.oid === dotted);
  function value<T>(dotted: string, read: (value: Der) => T): T | undefined {
    const found = extension(dotted);
    if (!found) return undefined;
    const decoded = attempt(() => read(found.value));
    if (decoded === undefined) unreadable.push(dotted);
    return decoded;
  }
  const extendedKeyUsage = value(oid.extendedKeyUsage, readExtendedKeyUsage);
  return {
    tbs,
    fields,
    extension,
    notBefore: attempt(() => readTime(fields.notBefore, "notBefore")),
    notAfter: attempt(() => readTime(fields.notAfter, "notAfter")),
    subjectAttributes: attempt(() => readAttributes(fields.subjectDer)) ?? [],
    isSubjectEmpty: isEmptySequence(fields.subjectDer),
    spki: attempt(() => parseSpki(fields.spkiDer)),
    basicConstraints: value(oid.basicConstraints, readBasicConstraints),
    keyUsage: value(oid.keyUsage, readKeyUsage),
    extendedKeyUsage,
    subjectKeyIdentifier: value(oid.subjectKeyIdentifier, readSubjectKeyIdentifier),
    authorityKeyIdentifier: value(oid.authorityKeyIdentifier, readAuthorityKeyIdentifier),
    subjectAltName: value(oid.subjectAltName, readSubjectAltName),
    crlDistributionPoints: value(oid.crlDistributionPoints, readCrlDistributionPoints),
    authorityInfoAccess: value(oid.authorityInfoAccess, readAuthorityInfoAccess),
    isServer: extendedKeyUsage?.includes(oid.serverAuth) === true,
    isClient: extendedKeyUsage?.includes(oid.clientAuth) === true,
    /** Identifiers of the extensions above whose insides cannot be read. */
    unreadable: unreadable as readonly string[],
  };
}

/** Undefined when the bytes are not what `read` reads. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isCaError(error)) return undefined;
    throw error;
  }
}

export const isEmptySequence = (der: Der): boolean => der.length === 2 && der[0] === tag.sequence && der[1] === 0;

/** Undefined when it is not an AlgorithmIdentifier. */
export function signatureParts(der: Der): { oid: string; hasNull: boolean; hasParameters: boolean } | undefined {
  return attempt(() => {
    const [id, parameters, ...rest] = children(readDer(der));
    const hasNull = parameters?.identifier === tag.null && parameters.content.length === 0 && rest.length === 0;
    return { oid: readOid(id!, "the signature algorithm"), hasNull, hasParameters: parameters !== undefined };
  });
}
