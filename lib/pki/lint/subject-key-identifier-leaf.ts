import { oid } from "../oid";
import { type CertificateRule, leaves, reportIt } from "./rule";

export const subjectKeyIdentifierLeaf: CertificateRule = {
  id: "subject-key-identifier-leaf",
  source: "RFC 5280 §4.2.1.2",
  severity: "warning",
  field: "certificate",
  appliesTo: leaves,
  check: ({ extension }) =>
    extension(oid.subjectKeyIdentifier) ? null : "The certificate has no subjectKeyIdentifier.",
  advice: reportIt,
};
