import { oid } from "../oid";
import { type CertificateRule, everyCertificate } from "./rule";

export const commonNameSingle: CertificateRule = {
  id: "common-name-single",
  source: "RFC 9525 §1.2",
  severity: "warning",
  field: "subject.commonName",
  appliesTo: everyCertificate,
  check: ({ subjectAttributes }) =>
    subjectAttributes.filter(({ type }) => type === oid.commonName).length > 1
      ? "The subject has more than one common name; programs disagree on which of them counts."
      : null,
  advice: "Keep one common name and enter the others among the names.",
};
