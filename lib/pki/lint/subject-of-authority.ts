import { authorities, type CertificateRule } from "./rule";

export const subjectOfAuthority: CertificateRule = {
  id: "subject-of-authority",
  source: "RFC 5280 §4.1.2.6",
  severity: "error",
  field: "subject.commonName",
  appliesTo: authorities,
  check: ({ isSubjectEmpty }) => (isSubjectEmpty ? "An authority without a name cannot be named as an issuer." : null),
  advice: "Give the authority a common name or an organization.",
};
