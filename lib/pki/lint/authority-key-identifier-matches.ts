import { equalBytes } from "../der";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

export const authorityKeyIdentifierMatches: CertificateRule = {
  id: "authority-key-identifier-matches",
  source: "RFC 5280 §4.2.1.1",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ authorityKeyIdentifier, issuer }) => {
    if (!authorityKeyIdentifier) return null;
    if (!issuer.subjectKeyIdentifier)
      return "authorityKeyIdentifier names a key, but the issuer has no subjectKeyIdentifier.";
    if (equalBytes(authorityKeyIdentifier, issuer.subjectKeyIdentifier)) return null;
    return "authorityKeyIdentifier is not the subjectKeyIdentifier of the issuer, so clients do not find the chain.";
  },
  advice: reportIt,
};
