import { usage } from "./extension-values";
import { type CertificateRule, leaves, reportIt } from "./rule";

export const keyUsageLeaf: CertificateRule = {
  id: "key-usage-leaf",
  source: "RFC 5280 §4.2.1.3",
  severity: "error",
  field: "certificate",
  appliesTo: leaves,
  check: ({ keyUsage }) => {
    if (keyUsage?.includes(usage.keyCertSign)) return "Only authorities may sign certificates (keyCertSign).";
    if (keyUsage?.includes(usage.cRLSign)) return "Only authorities may sign CRLs (cRLSign).";
    return null;
  },
  advice: reportIt,
};
