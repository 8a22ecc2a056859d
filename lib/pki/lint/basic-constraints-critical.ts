import { oid } from "../oid";
import { authorities, type CertificateRule, reportIt } from "./rule";

export const basicConstraintsCritical: CertificateRule = {
  id: "basic-constraints-critical",
  source: "RFC 5280 §4.2.1.9",
  severity: "error",
  field: "certificate",
  appliesTo: authorities,
  check: ({ extension }) =>
    extension(oid.basicConstraints)?.isCritical === false
      ? "basicConstraints of an authority must be critical; clients refuse the chain otherwise."
      : null,
  advice: reportIt,
};
