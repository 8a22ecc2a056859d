import { oid } from "../oid";
import { nameTag } from "./extension-values";
import { type CertificateRule, leaves } from "./rule";

export const sanEmailPresent: CertificateRule = {
  id: "san-email-present",
  source: "RFC 8550 §3, CA/Browser Forum S/MIME BR §7.1.4.2.1",
  severity: "error",
  field: "names",
  appliesTo: leaves,
  check: ({ extendedKeyUsage, subjectAltName }) =>
    extendedKeyUsage?.includes(oid.emailProtection) && !subjectAltName?.some(({ tag }) => tag === nameTag.email)
      ? "A certificate for e-mail needs the address among its names; mail programs compare it with the sender."
      : null,
  advice: "Enter the e-mail address among the names.",
};
