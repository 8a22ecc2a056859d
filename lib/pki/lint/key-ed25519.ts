import { algorithms } from "../algorithm";
import { type CertificateRule, everyCertificate } from "./rule";

export const keyEd25519: CertificateRule = {
  id: "key-ed25519",
  source: "RFC 8410; clients seen to refuse",
  severity: "info",
  field: "key",
  appliesTo: everyCertificate,
  check: ({ spki }) => (spki?.keyType === "ed25519" ? algorithms.ed25519.refusedBy : null),
  advice: "Choose P-256 unless you know every client.",
};
