import { hexFromBytes } from "../der";
import { quote } from "../quote";
import { type CertificateRule, everyCertificate } from "./rule";

export const sanDuplicate: CertificateRule = {
  id: "san-duplicate",
  source: "RFC 5280 §4.2.1.6",
  severity: "error",
  field: "names",
  appliesTo: everyCertificate,
  check: ({ subjectAltName }) => {
    const seen = new Set<string>();
    for (const { tag, octets, text } of subjectAltName ?? []) {
      const key = `${tag} ${text === "" ? hexFromBytes(octets) : text.toLowerCase()}`;
      if (seen.has(key))
        return text === "" ? "A subject alternative name is there twice." : `${quote(text)} is there twice.`;
      seen.add(key);
    }
    return null;
  },
  advice: "Enter each name once.",
};
