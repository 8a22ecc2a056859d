import { type CertificateRule, issuedByAnother } from "./rule";

export const validityStartWithinIssuer: CertificateRule = {
  id: "validity-start-within-issuer",
  source: "RFC 5280 §6.1.3 (a) (2)",
  severity: "warning",
  field: "validity",
  appliesTo: issuedByAnother,
  check: ({ notBefore, issuer }) =>
    notBefore && issuer.notBefore && notBefore < issuer.notBefore
      ? "The certificate would begin before its issuer does; some validators refuse that."
      : null,
  advice: "Begin no earlier than the issuer.",
};
