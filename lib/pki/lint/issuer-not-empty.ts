import { isEmptySequence } from "./certificate-subject";
import { type CertificateRule, everyCertificate } from "./rule";

export const issuerNotEmpty: CertificateRule = {
  id: "issuer-not-empty",
  source: "RFC 5280 §4.1.2.4",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields }) => (isEmptySequence(fields.issuerDer) ? "The issuer has no name." : null),
  advice: "Issue from an authority that has a name.",
};
