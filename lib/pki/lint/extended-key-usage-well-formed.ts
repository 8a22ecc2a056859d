import { type CertificateRule, everyCertificate, reportIt } from "./rule";

export const extendedKeyUsageWellFormed: CertificateRule = {
  id: "extended-key-usage-well-formed",
  source: "RFC 5280 §4.2.1.12",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ extendedKeyUsage }) => {
    if (extendedKeyUsage?.length === 0) return "extendedKeyUsage is there but lists no purpose.";
    return new Set(extendedKeyUsage).size === (extendedKeyUsage?.length ?? 0)
      ? null
      : "extendedKeyUsage lists a purpose twice.";
  },
  advice: reportIt,
};
