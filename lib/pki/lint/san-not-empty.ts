import { type CertificateRule, everyCertificate } from "./rule";

export const sanNotEmpty: CertificateRule = {
  id: "san-not-empty",
  source: "RFC 5280 §4.2.1.6",
  severity: "error",
  field: "names",
  appliesTo: everyCertificate,
  check: ({ subjectAltName }) => {
    if (subjectAltName?.length === 0) return "subjectAltName is there but holds no name.";
    return subjectAltName?.some(({ octets }) => octets.length === 0) ? "A subject alternative name is empty." : null;
  },
  advice: "Enter at least one name, or none at all.",
};
