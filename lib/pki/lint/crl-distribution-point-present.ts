import { oid } from "../oid";
import { type CertificateRule, issuedByAnother } from "./rule";

export const crlDistributionPointPresent: CertificateRule = {
  id: "crl-distribution-point-present",
  source: "RFC 5280 §4.2.1.13",
  severity: "warning",
  field: "certificate",
  appliesTo: issuedByAnother,
  check: ({ extension }) =>
    extension(oid.crlDistributionPoints)
      ? null
      : "The certificate does not say where its CRL is, so nobody learns of a revocation by itself.",
  advice: "Let the profile write the CRL’s URL, unless every client is given the CRL by hand.",
};
