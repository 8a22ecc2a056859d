import { quote } from "../quote";
import { dnsNamesOf } from "./dns-name";
import { type CertificateRule, everyCertificate } from "./rule";

export const sanDnsALabel: CertificateRule = {
  id: "san-dns-a-label",
  source: "RFC 5280 §7.2, RFC 9549 §2.2, RFC 5890 §2.3.2.1",
  severity: "error",
  field: "names",
  appliesTo: everyCertificate,
  check: (subject) => {
    const wrong = dnsNamesOf(subject)
      .flatMap((name) => name.toLowerCase().split("."))
      .find((label) => label.slice(2, 4) === "--" && !isALabel(label));
    return wrong === undefined
      ? null
      : `The label ${quote(wrong)} looks encoded, but stands for no international name.`;
  },
  advice: "Enter the name in its own script; it is encoded for you.",
};

/** The URL parser undoes the Punycode and refuses what IDNA does not allow (UTS 46). */
function isALabel(label: string): boolean {
  if (!label.startsWith("xn--")) return false;
  const url = `http://${label}.x/`;
  return URL.canParse(url) && new URL(url).hostname === `${label}.x`;
}
