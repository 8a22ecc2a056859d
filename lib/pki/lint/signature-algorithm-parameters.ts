import { signatureParts } from "./certificate-subject";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

const rsaPkcs1 = "1.2.840.113549.1.1.";

export const signatureAlgorithmParameters: CertificateRule = {
  id: "signature-algorithm-parameters",
  source: "RFC 4055 §5, RFC 5758 §3.2, RFC 8410 §3",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields }) => verdict(fields.signatureAlgorithm),
  advice: reportIt,
};

/** Also for CRLs. */
export function verdict(signatureAlgorithm: Uint8Array): string | null {
  const parts = signatureParts(signatureAlgorithm);
  if (!parts) return "The signature algorithm cannot be read.";
  if (parts.oid.startsWith(rsaPkcs1)) {
    return parts.hasNull ? null : "An RSA signature algorithm has NULL as its parameters; this one has not.";
  }
  return parts.hasParameters ? "An ECDSA or Ed25519 signature algorithm has no parameters; this one has." : null;
}
