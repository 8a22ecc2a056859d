import { oid } from "../oid";
import { usage } from "./extension-values";
import { type CertificateRule, leaves } from "./rule";

const { digitalSignature, nonRepudiation, keyEncipherment, keyAgreement } = usage;

/** TLS 1.3 signs in every handshake, so both purposes need digitalSignature (RFC 8446 §4.4.2.2). */
export const extendedKeyUsageFitsKeyUsage: CertificateRule = {
  id: "extended-key-usage-fits-key-usage",
  source: "RFC 5280 §4.2.1.12, RFC 8446 §4.4.2.2",
  severity: "error",
  field: "certificate",
  appliesTo: leaves,
  check: ({ extendedKeyUsage, keyUsage, isServer, isClient }) => {
    if (!keyUsage || !extendedKeyUsage) return null;
    const allows = (...bits: number[]) => bits.some((bit) => keyUsage.includes(bit));
    if (isServer && !allows(digitalSignature, keyEncipherment, keyAgreement))
      return "As its keyUsage stands, no TLS server can use this key.";
    if (isClient && !allows(digitalSignature, keyAgreement))
      return "As its keyUsage stands, no TLS client can use this key.";
    if ((isServer || isClient) && !allows(digitalSignature)) return "TLS 1.3 needs digitalSignature in keyUsage.";
    if (extendedKeyUsage.includes(oid.codeSigning) && !allows(digitalSignature))
      return "Code is signed with digitalSignature.";
    // RFC 8551 §4.4.2.
    return extendedKeyUsage.includes(oid.emailProtection) &&
      !allows(digitalSignature, nonRepudiation, keyEncipherment, keyAgreement)
      ? "As its keyUsage stands, this key can neither sign nor decrypt e-mail."
      : null;
  },
  advice: "Choose a profile whose key usage has digitalSignature.",
};
