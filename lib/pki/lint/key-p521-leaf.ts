import { algorithms } from "../algorithm";
import { type CertificateRule, leaves } from "./rule";

export const keyP521Leaf: CertificateRule = {
  id: "key-p521-leaf",
  source: "Chromium net/cert, seen to refuse",
  severity: "info",
  field: "key",
  appliesTo: leaves,
  check: ({ spki }) => (spki?.keyType === "ec-p521" ? algorithms["ec-p521"].refusedBy : null),
  advice: "Choose P-256 or P-384 if browsers connect.",
};
