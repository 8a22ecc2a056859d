import { nameTag } from "./extension-values";
import { type CertificateRule, leaves } from "./rule";

export const sanHostServer: CertificateRule = {
  id: "san-host-server",
  source: "RFC 9525 §6.3",
  severity: "warning",
  field: "names",
  appliesTo: leaves,
  check: ({ subjectAltName, isServer }) => {
    if (!isServer || !subjectAltName?.length) return null;
    if (subjectAltName.some(({ tag }) => tag === nameTag.dns || tag === nameTag.ip || tag === nameTag.uri)) return null;
    return "No name of this server certificate is a DNS name, an address or a URI, so clients cannot match it.";
  },
  advice: "Enter the DNS names or addresses under which clients reach the server.",
};
