import { quote } from "../quote";
import { dnsNamesOf } from "./dns-name";
import { type CertificateRule, everyCertificate } from "./rule";

export const sanWildcard: CertificateRule = {
  id: "san-wildcard",
  source: "RFC 9525 §6.3",
  severity: "error",
  field: "names",
  appliesTo: everyCertificate,
  check: (subject) => {
    const wrong = dnsNamesOf(subject).find((name) => name.includes("*") && !/^\*\.[^*.][^*]*$/.test(name));
    return wrong === undefined ? null : `In ${quote(wrong)} the star is not the whole leftmost label before a name.`;
  },
  advice: "Write a wildcard as *.corp.example; it stands for one label.",
};
