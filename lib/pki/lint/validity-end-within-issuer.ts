import { type CertificateRule, issuedByAnother } from "./rule";

// Stricter: RFC 5280 lets a certificate outlive its issuer, but no client can use it then.
export const validityEndWithinIssuer: CertificateRule = {
  id: "validity-end-within-issuer",
  source: "RFC 5280 §6.1.3 (a) (2)",
  severity: "error",
  field: "validity",
  appliesTo: issuedByAnother,
  check: ({ notAfter, issuer }) =>
    notAfter && issuer.notAfter && notAfter > issuer.notAfter
      ? `The certificate would outlive its issuer, which ends on ${issuer.notAfter.toISOString().slice(0, 10)}.`
      : null,
  advice: "Choose an earlier end, or renew the issuing authority first.",
};
