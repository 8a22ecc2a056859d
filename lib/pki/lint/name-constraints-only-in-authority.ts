import { oid } from "../oid";
import { type CertificateRule, leaves, reportIt } from "./rule";

export const nameConstraintsOnlyInAuthority: CertificateRule = {
  id: "name-constraints-only-in-authority",
  source: "RFC 5280 §4.2.1.10",
  severity: "error",
  field: "certificate",
  appliesTo: leaves,
  check: ({ extension }) =>
    extension(oid.nameConstraints) ? "nameConstraints have no place in a certificate that issues none." : null,
  advice: reportIt,
};
