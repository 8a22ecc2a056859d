import { oid } from "../oid";
import { authorities, type CertificateRule, reportIt } from "./rule";

export const subjectKeyIdentifierAuthority: CertificateRule = {
  id: "subject-key-identifier-authority",
  source: "RFC 5280 §4.2.1.2",
  severity: "error",
  field: "certificate",
  appliesTo: authorities,
  check: ({ extension }) =>
    extension(oid.subjectKeyIdentifier) ? null : "An authority’s certificate has no subjectKeyIdentifier.",
  advice: reportIt,
};
