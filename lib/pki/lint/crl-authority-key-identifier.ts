import { equalBytes } from "../der";
import { type CrlRule, reportIt } from "./rule";

export const crlAuthorityKeyIdentifier: CrlRule = {
  id: "crl-authority-key-identifier",
  source: "RFC 5280 §5.2.1",
  severity: "error",
  field: "crl",
  check: ({ authorityKeyIdentifier: identifier, issuer }) => {
    if (!identifier) return "The CRL does not say which key signed it (authorityKeyIdentifier).";
    if (!issuer.subjectKeyIdentifier) return "The issuer has no subjectKeyIdentifier that the CRL could name.";
    if (equalBytes(identifier, issuer.subjectKeyIdentifier)) return null;
    return "authorityKeyIdentifier is not the subjectKeyIdentifier of the issuer.";
  },
  advice: reportIt,
};
