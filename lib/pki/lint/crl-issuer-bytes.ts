import { equalBytes } from "../der";
import { type CrlRule, reportIt } from "./rule";

export const crlIssuerBytes: CrlRule = {
  id: "crl-issuer-bytes",
  source: "RFC 5280 §5.1.2.3, §6.3.3 (b) (1)",
  severity: "error",
  field: "crl",
  check: ({ issuerDer, issuer }) =>
    equalBytes(issuerDer, issuer.fields.subjectDer)
      ? null
      : "The issuer’s name is not, byte for byte, the subject of the authority that signs.",
  advice: reportIt,
};
