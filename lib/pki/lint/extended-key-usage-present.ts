import { oid } from "../oid";
import { type CertificateRule, leaves } from "./rule";

export const extendedKeyUsagePresent: CertificateRule = {
  id: "extended-key-usage-present",
  source: "RFC 5280 §4.2.1.12; Apple and Windows ask servers for it",
  severity: "error",
  field: "certificate",
  appliesTo: leaves,
  check: ({ extension }) =>
    extension(oid.extendedKeyUsage) ? null : "Without extendedKeyUsage the certificate would be good for anything.",
  advice: "Choose a profile that says what the certificate is for.",
};
