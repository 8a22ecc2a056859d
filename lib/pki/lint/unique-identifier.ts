import { type CertificateRule, everyCertificate, reportIt } from "./rule";

export const uniqueIdentifier: CertificateRule = {
  id: "unique-identifier",
  source: "RFC 5280 §4.1.2.8",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields }) =>
    fields.hasUniqueIdentifier
      ? "The certificate has a unique identifier, which conforming authorities do not write."
      : null,
  advice: reportIt,
};
