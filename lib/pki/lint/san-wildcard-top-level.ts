import { quote } from "../quote";
import { dnsNamesOf } from "./dns-name";
import { type CertificateRule, everyCertificate } from "./rule";

export const sanWildcardTopLevel: CertificateRule = {
  id: "san-wildcard-top-level",
  source: "RFC 9525 §7.1; browsers and curl refuse",
  severity: "warning",
  field: "names",
  appliesTo: everyCertificate,
  check: (subject) => {
    const name = dnsNamesOf(subject).find((candidate) => /^\*\.[^.]+$/.test(candidate));
    return name === undefined
      ? null
      : `${quote(name)} would stand for a whole top-level domain; most clients ignore it.`;
  },
  advice: "Put at least two labels behind the star, or name each host.",
};
