import { quote } from "../quote";
import { dnsNamesOf } from "./dns-name";
import { type CertificateRule, everyCertificate } from "./rule";

// WHATWG URL §3.5: a name whose last label is a number is an IPv4 address to a client, which then asks for an iPAddress.
export const sanDnsIsAddress: CertificateRule = {
  id: "san-dns-is-address",
  source: "RFC 5280 §4.2.1.6, RFC 9525 §6.4",
  severity: "error",
  field: "names",
  appliesTo: everyCertificate,
  check: (subject) => {
    const name = dnsNamesOf(subject).find(
      (candidate) => /(^|\.)(\d+|0x[0-9a-f]*)\.?$/i.test(candidate) || candidate.includes(":"),
    );
    return name === undefined ? null : `${quote(name)} is an address, or looks like one, but is encoded as a DNS name.`;
  },
  advice: "Enter it as an IP address.",
};
