import { quote } from "../quote";
import { dnsNamesOf } from "./dns-name";
import { type CertificateRule, everyCertificate } from "./rule";

export const sanDnsSyntax: CertificateRule = {
  id: "san-dns-syntax",
  source: "RFC 5280 §4.2.1.6, RFC 1034 §3.5, RFC 1123 §2.1",
  severity: "error",
  field: "names",
  appliesTo: everyCertificate,
  check: (subject) => {
    for (const name of dnsNamesOf(subject)) {
      const fault = faultOf(name);
      if (fault) return `The DNS name ${quote(name)} ${fault}.`;
    }
    return null;
  },
  advice: "Write the name as clients look it up: letters, digits and hyphens between dots.",
};

function faultOf(name: string): string | null {
  if (name.length > 253) return "is longer than 253 characters";
  // What a wildcard may look like is the business of san-wildcard.
  for (const label of name.replaceAll("*", "x").split(".")) {
    if (label === "") return "has an empty label or ends with a dot";
    if (label.length > 63) return "has a label of more than 63 characters";
    if (!/^[a-z0-9_-]+$/i.test(label)) return "has characters that no host name has";
    if (label.startsWith("-") || label.endsWith("-")) return "has a label that begins or ends with a hyphen";
  }
  return null;
}
