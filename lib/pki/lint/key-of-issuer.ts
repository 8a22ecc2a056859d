import { type KeyType, keyTypes } from "../algorithm";
import { equalBytes } from "../der";
import { sampleSpki } from "../sample-spki";
import { type CertificateRule, issuedByAnother } from "./rule";

// The subjectKeyIdentifier would be the issuer's too, and with it whoever holds the key would hold the authority.
export const keyOfIssuer: CertificateRule = {
  id: "key-of-issuer",
  source: "RFC 5280 §4.2.1.1",
  severity: "error",
  field: "key",
  appliesTo: issuedByAnother,
  check: ({ fields, ancestors, spki }) =>
    ancestors.some((ancestor) => equalBytes(ancestor.fields.spkiDer, fields.spkiDer)) &&
    !isSample(fields.spkiDer, spki?.keyType)
      ? "This is the key of the authority itself."
      : null,
  advice: "Make a new key for this certificate.",
};

/** In a preview every key is the sample of its type, whose private half nobody has. */
function isSample(spkiDer: Uint8Array, keyType: KeyType | null | undefined): boolean {
  return keyTypes.some((type) => type === keyType && equalBytes(sampleSpki(type), spkiDer));
}
