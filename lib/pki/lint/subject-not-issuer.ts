import { equalBytes } from "../der";
import { type CertificateRule, issuedByAnother } from "./rule";

// Such a certificate is self-issued (RFC 5280 §3.2): path length and name constraints would not count for it.
export const subjectNotIssuer: CertificateRule = {
  id: "subject-not-issuer",
  source: "RFC 5280 §3.2, §4.2.1.9",
  severity: "error",
  field: "subject.commonName",
  appliesTo: issuedByAnother,
  check: ({ fields, isSubjectEmpty }) =>
    !isSubjectEmpty && equalBytes(fields.subjectDer, fields.issuerDer)
      ? "The subject is the name of the issuer, so clients would take the certificate for a self-signed one."
      : null,
  advice: "Choose another common name.",
};
