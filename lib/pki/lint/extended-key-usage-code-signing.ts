import { oid } from "../oid";
import { type CertificateRule, leaves } from "./rule";

// Stricter: the Baseline Requirements forbid serverAuth beside it and discourage the rest.
export const extendedKeyUsageCodeSigning: CertificateRule = {
  id: "extended-key-usage-code-signing",
  source: "CA/Browser Forum code signing BR §7.1.2.3",
  severity: "error",
  field: "certificate",
  appliesTo: leaves,
  check: ({ extendedKeyUsage }) =>
    extendedKeyUsage?.includes(oid.codeSigning) && extendedKeyUsage.length > 1
      ? "A key that signs code serves no other purpose."
      : null,
  advice: "Use one certificate for each purpose.",
};
