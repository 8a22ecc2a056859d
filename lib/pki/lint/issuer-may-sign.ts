import { usage } from "./extension-values";
import { type CertificateRule, issuedByAnother } from "./rule";

export const issuerMaySign: CertificateRule = {
  id: "issuer-may-sign",
  source: "RFC 5280 §6.1.4 (k), (n)",
  severity: "error",
  field: "certificate",
  appliesTo: issuedByAnother,
  check: ({ issuer }) => {
    if (!issuer.basicConstraints?.isCa) return "The issuer’s certificate does not say that it is an authority.";
    if (issuer.keyUsage && !issuer.keyUsage.includes(usage.keyCertSign))
      return "The issuer’s key may not sign certificates.";
    return null;
  },
  advice: "Choose an authority that may issue certificates.",
};
