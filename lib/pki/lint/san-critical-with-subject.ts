import { oid } from "../oid";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

export const sanCriticalWithSubject: CertificateRule = {
  id: "san-critical-with-subject",
  source: "RFC 5280 §4.2.1.6",
  severity: "warning",
  field: "names",
  appliesTo: everyCertificate,
  check: ({ isSubjectEmpty, extension }) =>
    !isSubjectEmpty && extension(oid.subjectAltName)?.isCritical
      ? "subjectAltName should be critical only where the subject is empty."
      : null,
  advice: reportIt,
};
