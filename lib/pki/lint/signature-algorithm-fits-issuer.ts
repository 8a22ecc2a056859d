import { algorithms } from "../algorithm";
import { signatureParts } from "./certificate-subject";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

/** The hash of a signature follows the issuer's key. */
export const signatureAlgorithmFitsIssuer: CertificateRule = {
  id: "signature-algorithm-fits-issuer",
  source: "RFC 4055 §5, RFC 5758 §3.2, RFC 8410 §3",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields, issuer }) => {
    const keyType = issuer.spki?.keyType;
    if (!keyType) return "The issuer’s key is of a kind that we do not sign with.";
    const { label, signatureAlgorithm, signatureLabel } = algorithms[keyType];
    if (signatureParts(fields.signatureAlgorithm)?.oid === signatureParts(signatureAlgorithm)?.oid) return null;
    return `The issuer’s key (${label}) signs with ${signatureLabel}; the certificate names another algorithm.`;
  },
  advice: reportIt,
};
