import { type CrlRule, reportIt } from "./rule";

export const crlRemoveFromCrl: CrlRule = {
  id: "crl-remove-from-crl",
  source: "RFC 5280 §5.3.1",
  severity: "error",
  field: "crl",
  check: ({ entries }) =>
    entries?.reasons.has(8) ? "removeFromCRL belongs into delta CRLs; this is a full one." : null,
  advice: reportIt,
};
