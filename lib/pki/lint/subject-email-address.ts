import { oid } from "../oid";
import { type CertificateRule, everyCertificate } from "./rule";

export const subjectEmailAddress: CertificateRule = {
  id: "subject-email-address",
  source: "RFC 5280 §4.1.2.6",
  severity: "warning",
  field: "subject",
  appliesTo: everyCertificate,
  check: ({ subjectAttributes }) =>
    subjectAttributes.some(({ type }) => type === oid.emailAddress)
      ? "An e-mail address in the subject is an old habit that clients have left."
      : null,
  advice: "Enter the address among the names.",
};
