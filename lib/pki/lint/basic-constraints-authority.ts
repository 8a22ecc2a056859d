import { authorities, type CertificateRule, reportIt } from "./rule";

export const basicConstraintsAuthority: CertificateRule = {
  id: "basic-constraints-authority",
  source: "RFC 5280 §4.2.1.9",
  severity: "error",
  field: "certificate",
  appliesTo: authorities,
  check: ({ basicConstraints }) =>
    basicConstraints?.isCa ? null : "An authority’s certificate must say so in basicConstraints (cA).",
  advice: reportIt,
};
