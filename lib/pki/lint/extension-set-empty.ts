import { type CertificateRule, everyCertificate, reportIt } from "./rule";

export const extensionSetEmpty: CertificateRule = {
  id: "extension-set-empty",
  source: "RFC 5280 §4.1.2.9",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields }) => (fields.extensions.length === 0 ? "The certificate has no extensions at all." : null),
  advice: reportIt,
};
