import { oid } from "../oid";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

// Stricter: RFC 5280 demands it of authorities and recommends it otherwise.
export const keyUsagePresent: CertificateRule = {
  id: "key-usage-present",
  source: "RFC 5280 §4.2.1.3",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ extension, keyUsage }) => {
    if (!extension(oid.keyUsage)) return "The certificate does not say what its key may be used for (keyUsage).";
    return keyUsage?.length === 0 ? "keyUsage allows nothing at all." : null;
  },
  advice: reportIt,
};
