import { nameTag } from "./extension-values";
import { type CertificateRule, everyCertificate } from "./rule";

const usual: readonly number[] = [nameTag.dns, nameTag.ip, nameTag.email, nameTag.uri];

export const sanTypeUnusual: CertificateRule = {
  id: "san-type-unusual",
  source: "RFC 5280 §4.2.1.6",
  severity: "info",
  field: "names",
  appliesTo: everyCertificate,
  check: ({ subjectAltName }) =>
    subjectAltName?.some(({ tag }) => !usual.includes(tag))
      ? "An alternative name is of a kind that TLS clients do not look at."
      : null,
  advice: "",
};
