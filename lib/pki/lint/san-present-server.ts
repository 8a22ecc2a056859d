import { oid } from "../oid";
import { type CertificateRule, leaves } from "./rule";

// RFC 9525 §6.3 and every browser: the common name is not looked at.
export const sanPresentServer: CertificateRule = {
  id: "san-present-server",
  source: "RFC 9525 §6.3, RFC 5280 §4.2.1.6",
  severity: "error",
  field: "names",
  appliesTo: leaves,
  check: ({ extension, isServer }) =>
    isServer && !extension(oid.subjectAltName)
      ? "A server certificate without subject alternative names is accepted by no current client."
      : null,
  advice: "Enter the DNS names or addresses under which clients reach the server.",
};
