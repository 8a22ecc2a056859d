import { oid } from "../oid";
import { type CertificateRule, issuedByAnother, reportIt } from "./rule";

export const authorityKeyIdentifierPresent: CertificateRule = {
  id: "authority-key-identifier-present",
  source: "RFC 5280 §4.2.1.1",
  severity: "error",
  field: "certificate",
  appliesTo: issuedByAnother,
  check: ({ extension, authorityKeyIdentifier }) => {
    if (!extension(oid.authorityKeyIdentifier))
      return "The certificate does not say which key of its issuer signed it.";
    return authorityKeyIdentifier === null ? "authorityKeyIdentifier has no keyIdentifier." : null;
  },
  advice: reportIt,
};
