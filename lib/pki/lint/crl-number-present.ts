import { type CrlRule, reportIt } from "./rule";

export const crlNumberPresent: CrlRule = {
  id: "crl-number-present",
  source: "RFC 5280 §5.2.3",
  severity: "error",
  field: "crl",
  check: ({ number }) => (number === undefined ? "The CRL has no number." : null),
  advice: reportIt,
};
