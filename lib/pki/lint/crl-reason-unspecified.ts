import { type CrlRule, reportIt } from "./rule";

export const crlReasonUnspecified: CrlRule = {
  id: "crl-reason-unspecified",
  source: "RFC 5280 §5.3.1",
  severity: "error",
  field: "crl",
  check: ({ entries }) =>
    entries?.reasons.has(0) ? "The reason “unspecified” must be expressed by leaving the reason out." : null,
  advice: reportIt,
};
