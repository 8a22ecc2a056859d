import { type CrlRule, reportIt } from "./rule";

export const crlVersion: CrlRule = {
  id: "crl-version",
  source: "RFC 5280 §5.1.2.1",
  severity: "error",
  field: "crl",
  check: ({ version }) => (version === 2 ? null : "A CRL with extensions has version 2; this one has not."),
  advice: reportIt,
};
