import { nameTag } from "./extension-values";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

export const sanIpLength: CertificateRule = {
  id: "san-ip-length",
  source: "RFC 5280 §4.2.1.6",
  severity: "error",
  field: "names",
  appliesTo: everyCertificate,
  check: ({ subjectAltName }) => {
    const wrong = subjectAltName?.find(
      ({ tag, octets }) => tag === nameTag.ip && octets.length !== 4 && octets.length !== 16,
    );
    return wrong ? `An IP address has 4 or 16 octets; this one has ${wrong.octets.length}.` : null;
  },
  advice: reportIt,
};
