/** A certificate in plain words, for screens: strings only, safe to serialise, hidden characters escaped. */
import { isCaError } from "../errors";
import { type Certificate, extensionOf, type TbsCertificate } from "./certificate";
import type { Der } from "./der";
import { describeExtension, extendedKeyUsageOf, keyUsageOf, subjectAltNameOf } from "./extension";
import { formatGeneralName } from "./general-name";
import { formatName } from "./name";
import { describeOid, oid } from "./oid";
import { escapeHidden } from "./quote";
import { parseSignatureAlgorithm } from "./signature-algorithm";

export interface DecodedExtension {
  readonly oid: string;
  readonly name: string;
  readonly critical: boolean;
  /** Where it is defined; empty for extensions we do not know. */
  readonly source: string;
  readonly text: readonly string[];
}

export interface DecodedCertificate {
  /** "" for an empty subject. */
  readonly subject: string;
  readonly issuer: string;
  /** Lower-case hex. */
  readonly serial: string;
  /** ISO 8601, UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly key: { readonly label: string; readonly bits: number; readonly sha256: string };
  /** How it is, or will be, signed. */
  readonly signature: string;
  /** As `type:value`, in the order of the certificate. */
  readonly names: readonly string[];
  /** Key usages by their RFC name, then extended key usages in words. */
  readonly usages: readonly string[];
  readonly extensions: readonly DecodedExtension[];
}

/** Never throws for a certificate that was parsed: an extension that cannot be read says so in its text. */
export function decodeCertificate(certificate: TbsCertificate | Certificate): DecodedCertificate {
  const read = <T>(id: string, decode: (value: Der) => T[]): T[] => {
    const extension = extensionOf(certificate, id);
    return extension ? (orNull(() => decode(extension.value)) ?? []) : [];
  };
  const { label, bits, sha256 } = certificate.spki;
  const purposes = read(oid.extendedKeyUsage, extendedKeyUsageOf);
  return {
    subject: formatName(certificate.subject),
    issuer: formatName(certificate.issuer),
    serial: certificate.serial,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    key: { label, bits, sha256 },
    signature: signatureLabel(certificate.tbsSignatureAlgorithm),
    names: read(oid.subjectAltName, subjectAltNameOf).map(formatGeneralName).map(escapeHidden),
    usages: [
      ...read<string>(oid.keyUsage, keyUsageOf),
      ...purposes.map((purpose) => describeOid(purpose)?.name ?? purpose),
    ],
    extensions: certificate.extensions.map((extension) => ({
      oid: extension.oid,
      critical: extension.critical,
      ...describeExtension(extension),
    })),
  };
}

const signatureLabel = (algorithm: Der): string =>
  orNull(() => parseSignatureAlgorithm(algorithm).label) ?? "unreadable signature algorithm";

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isCaError(error)) return null;
    throw error;
  }
}
