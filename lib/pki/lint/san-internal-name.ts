import { quote } from "../quote";
import { dnsNamesOf } from "./dns-name";
import { type CertificateRule, leaves } from "./rule";

export const sanInternalName: CertificateRule = {
  id: "san-internal-name",
  source: "RFC 6761 §6.3, RFC 6762 §3, RFC 8375",
  severity: "info",
  field: "names",
  appliesTo: leaves,
  check: (subject) => {
    for (const name of dnsNamesOf(subject)) {
      if (name === "localhost" || name.endsWith(".localhost"))
        return `${quote(name)} means another machine to everyone who uses it.`;
      if (name.endsWith(".local"))
        return `${quote(name)} is resolved by multicast DNS, so it holds within one network only.`;
      if (!name.includes("."))
        return `${quote(name)} is a single label: what it means depends on the search domains of the client.`;
    }
    return null;
  },
  advice: "Nothing, if that is what you want; a full name would hold everywhere.",
};
