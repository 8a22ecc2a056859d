import { oid } from "../oid";
import { authorities, type CertificateRule, reportIt } from "./rule";

export const nameConstraintsCritical: CertificateRule = {
  id: "name-constraints-critical",
  source: "RFC 5280 §4.2.1.10",
  severity: "error",
  field: "nameConstraints",
  appliesTo: authorities,
  check: ({ extension }) =>
    extension(oid.nameConstraints)?.isCritical === false
      ? "nameConstraints must be critical, or a client that does not know them would pass over them."
      : null,
  advice: reportIt,
};
