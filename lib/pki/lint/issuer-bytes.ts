import { equalBytes } from "../der";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

// Comparing encoded names is what most clients do; a re-encoded one (UTF8String ↔ PrintableString) breaks the chain.
export const issuerBytes: CertificateRule = {
  id: "issuer-bytes",
  source: "RFC 5280 §4.1.2.4, §6.1.3",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields, issuer, isSelfSigned }) => {
    if (equalBytes(fields.issuerDer, issuer.fields.subjectDer)) return null;
    return isSelfSigned
      ? "A root’s issuer must be its own subject, byte for byte."
      : "The issuer’s name is not, byte for byte, the subject of the authority that signs.";
  },
  advice: reportIt,
};
