import { oid } from "../oid";
import { type CertificateRule, leaves } from "./rule";

export const sanCriticalWithoutSubject: CertificateRule = {
  id: "san-critical-without-subject",
  source: "RFC 5280 §4.2.1.6; Apple was seen to refuse",
  severity: "error",
  field: "names",
  appliesTo: leaves,
  check: ({ isSubjectEmpty, extension }) => {
    if (!isSubjectEmpty) return null;
    const names = extension(oid.subjectAltName);
    if (!names) return "The certificate names nobody: its subject is empty and it has no alternative names.";
    return names.isCritical ? null : "With an empty subject, subjectAltName must be critical.";
  },
  advice: "Enter a name.",
};
