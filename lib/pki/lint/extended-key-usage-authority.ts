import { oid } from "../oid";
import { authorities, type CertificateRule } from "./rule";

export const extendedKeyUsageAuthority: CertificateRule = {
  id: "extended-key-usage-authority",
  source: "RFC 5280 §4.2.1.12; FreeRADIUS was seen to refuse",
  severity: "warning",
  field: "certificate",
  appliesTo: authorities,
  check: ({ extension }) =>
    extension(oid.extendedKeyUsage) ? "Some clients refuse a chain whose authority has an extendedKeyUsage." : null,
  advice: "Leave extendedKeyUsage to the certificates below.",
};
