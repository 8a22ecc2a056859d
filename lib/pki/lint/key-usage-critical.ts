import { oid } from "../oid";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

export const keyUsageCritical: CertificateRule = {
  id: "key-usage-critical",
  source: "RFC 5280 §4.2.1.3",
  severity: "warning",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ extension }) =>
    extension(oid.keyUsage)?.isCritical === false ? "keyUsage is not critical, so a client may overlook it." : null,
  advice: reportIt,
};
