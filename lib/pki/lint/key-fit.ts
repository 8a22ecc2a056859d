import { keyFindings } from "../spki";
import { type CertificateRule, everyCertificate } from "./rule";

export const keyFit: CertificateRule = {
  id: "key-fit",
  source: "RFC 3279 §2.3.1, RFC 5480 §2, RFC 8410 §4, NIST SP 800-89 §5.3.3",
  severity: "error",
  field: "key",
  appliesTo: everyCertificate,
  check: ({ spki }) => {
    if (!spki) return "The public key cannot be read.";
    const [first] = keyFindings(spki);
    if (first) return first.message;
    return spki.keyType ? null : `Keys of this kind (${spki.label}) are not certified.`;
  },
  advice: "Make a new key: ECDSA P-256, or RSA 2048 where an old device demands RSA.",
};
