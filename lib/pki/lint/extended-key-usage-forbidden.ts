import { oid } from "../oid";
import { type CertificateRule, leaves } from "./rule";

// Stricter: RFC 5280 allows anyExtendedKeyUsage. id-kp-OCSPSigning delegates the answer about every other certificate.
export const extendedKeyUsageForbidden: CertificateRule = {
  id: "extended-key-usage-forbidden",
  source: "RFC 5280 §4.2.1.12, RFC 6960 §4.2.2.2",
  severity: "error",
  field: "certificate",
  appliesTo: leaves,
  check: ({ extendedKeyUsage }) => {
    if (extendedKeyUsage?.includes(oid.anyExtendedKeyUsage))
      return "anyExtendedKeyUsage would make the certificate good for anything.";
    if (extendedKeyUsage?.includes(oid.ocspSigning)) return "Whoever had this key could answer OCSP for the authority.";
    return null;
  },
  advice: "Choose a profile that names the purposes, server or client.",
};
