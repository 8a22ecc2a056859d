import { type CertificateRule, everyCertificate } from "./rule";

export const validityOrder: CertificateRule = {
  id: "validity-order",
  source: "RFC 5280 §4.1.2.5",
  severity: "error",
  field: "validity",
  appliesTo: everyCertificate,
  check: ({ notBefore, notAfter }) =>
    notBefore && notAfter && notBefore >= notAfter ? "The certificate would end before it begins." : null,
  advice: "Choose an end after the beginning.",
};
