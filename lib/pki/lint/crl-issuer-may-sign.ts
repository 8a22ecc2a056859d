import { usage } from "./extension-values";
import type { CrlRule } from "./rule";

export const crlIssuerMaySign: CrlRule = {
  id: "crl-issuer-may-sign",
  source: "RFC 5280 §4.2.1.3, §6.3.3 (f)",
  severity: "error",
  field: "crl",
  check: ({ issuer }) =>
    issuer.keyUsage && !issuer.keyUsage.includes(usage.cRLSign)
      ? "The issuer’s key may not sign CRLs (cRLSign)."
      : null,
  advice: "Renew the authority’s certificate with cRLSign.",
};
