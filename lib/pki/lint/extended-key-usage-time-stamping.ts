import { oid } from "../oid";
import { usage } from "./extension-values";
import { type CertificateRule, leaves, reportIt } from "./rule";

const signatures: readonly number[] = [usage.digitalSignature, usage.nonRepudiation];

// OpenSSL asks the same of keyUsage (check_purpose_timestamp_sign).
export const extendedKeyUsageTimeStamping: CertificateRule = {
  id: "extended-key-usage-time-stamping",
  source: "RFC 3161 §2.3",
  severity: "error",
  field: "certificate",
  appliesTo: leaves,
  check: ({ extendedKeyUsage, extension, keyUsage }) => {
    if (!extendedKeyUsage?.includes(oid.timeStamping)) return null;
    if (extendedKeyUsage.length > 1)
      return "A timestamping authority’s certificate has timeStamping as its only purpose.";
    if (!extension(oid.extendedKeyUsage)?.isCritical) return "For timestamping, extendedKeyUsage must be critical.";
    return keyUsage?.some((bit) => !signatures.includes(bit))
      ? "A timestamping key signs and does nothing else."
      : null;
  },
  advice: reportIt,
};
