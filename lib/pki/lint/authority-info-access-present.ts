import { oid } from "../oid";
import { type CertificateRule, issuedByAnother } from "./rule";

export const authorityInfoAccessPresent: CertificateRule = {
  id: "authority-info-access-present",
  source: "RFC 5280 §4.2.2.1",
  severity: "info",
  field: "certificate",
  appliesTo: issuedByAnother,
  check: ({ authorityInfoAccess }) =>
    authorityInfoAccess?.some(({ method }) => method === oid.caIssuers)
      ? null
      : "The certificate does not say where its issuer’s certificate is; clients need the full chain from the server.",
  advice: "Let the profile write the issuer’s URL, or always install fullchain.pem.",
};
