import { type CertificateRule, everyCertificate, reportIt } from "./rule";

// 160 bits by either method of the RFCs. Empty and very long ones exist and break directories and hardware tokens.
export const subjectKeyIdentifierLength: CertificateRule = {
  id: "subject-key-identifier-length",
  source: "RFC 5280 §4.2.1.2, RFC 7093 §2",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ subjectKeyIdentifier: identifier }) => {
    if (!identifier || (identifier.length >= 8 && identifier.length <= 32)) return null;
    return `subjectKeyIdentifier has ${identifier.length} octets; 20 are usual.`;
  },
  advice: reportIt,
};
