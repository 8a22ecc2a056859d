import { quote } from "../quote";
import { dnsNamesOf } from "./dns-name";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

// Matching ignores case (RFC 4343), but not every client does, and logs and searches compare text.
export const sanDnsLowerCase: CertificateRule = {
  id: "san-dns-lower-case",
  source: "RFC 5280 §7.2",
  severity: "warning",
  field: "names",
  appliesTo: everyCertificate,
  check: (subject) => {
    const name = dnsNamesOf(subject).find((candidate) => candidate !== candidate.toLowerCase());
    return name === undefined ? null : `The DNS name ${quote(name)} has capital letters.`;
  },
  advice: reportIt,
};
