import { type CrlRule, reportIt } from "./rule";

export const crlRevokedNotEmpty: CrlRule = {
  id: "crl-revoked-not-empty",
  source: "RFC 5280 §5.1.2.6",
  severity: "error",
  field: "crl",
  check: ({ entries }) => (entries?.count === 0 ? "An empty list of revoked certificates must be left out." : null),
  advice: reportIt,
};
