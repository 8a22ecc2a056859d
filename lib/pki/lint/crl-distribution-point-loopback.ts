import { isLoopbackUrl } from "./http-url";
import { type CertificateRule, issuedByAnother } from "./rule";

export const crlDistributionPointLoopback: CertificateRule = {
  id: "crl-distribution-point-loopback",
  source: "RFC 5280 §4.2.1.13",
  severity: "info",
  field: "validationUrl",
  appliesTo: issuedByAnother,
  check: ({ crlDistributionPoints }) =>
    crlDistributionPoints?.some(({ names }) => names.some(isLoopbackUrl))
      ? "The CRL’s URL is a loopback address: no other machine can check this certificate."
      : null,
  advice: "Set the authority’s validation URL to an address that clients reach.",
};
