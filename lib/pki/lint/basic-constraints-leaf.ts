import { type CertificateRule, leaves } from "./rule";

export const basicConstraintsLeaf: CertificateRule = {
  id: "basic-constraints-leaf",
  source: "RFC 5280 §4.2.1.9",
  severity: "error",
  field: "certificate",
  appliesTo: leaves,
  check: ({ basicConstraints }) =>
    basicConstraints?.isCa ? "This would be an authority: whoever has its key could issue certificates." : null,
  advice: "Create an issuing authority instead, if that is what you want.",
};
