import { usage } from "./extension-values";
import { authorities, type CertificateRule, reportIt } from "./rule";

export const keyUsageAuthority: CertificateRule = {
  id: "key-usage-authority",
  source: "RFC 5280 §4.2.1.3",
  severity: "error",
  field: "certificate",
  appliesTo: authorities,
  check: ({ keyUsage }) => {
    if (!keyUsage) return null;
    if (!keyUsage.includes(usage.keyCertSign))
      return "An authority’s key must be allowed to sign certificates (keyCertSign).";
    if (!keyUsage.includes(usage.cRLSign)) return "An authority’s key must be allowed to sign its CRL (cRLSign).";
    return null;
  },
  advice: reportIt,
};
