import { quote } from "../quote";
import { dnsNamesOf } from "./dns-name";
import { type CertificateRule, everyCertificate } from "./rule";

export const sanDnsUnderscore: CertificateRule = {
  id: "san-dns-underscore",
  source: "RFC 1123 §2.1; Java, Go and some browsers refuse",
  severity: "warning",
  field: "names",
  appliesTo: everyCertificate,
  check: (subject) => {
    const name = dnsNamesOf(subject).find((candidate) => candidate.includes("_"));
    return name === undefined ? null : `The DNS name ${quote(name)} has an underscore, which host names do not have.`;
  },
  advice: "Use a name with hyphens if you can choose it.",
};
