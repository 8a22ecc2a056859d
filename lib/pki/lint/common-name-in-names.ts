import { formatIp } from "../ip";
import { oid } from "../oid";
import { quote } from "../quote";
import { nameTag } from "./extension-values";
import { type CertificateRule, leaves } from "./rule";

export const commonNameInNames: CertificateRule = {
  id: "common-name-in-names",
  source: "CA/Browser Forum TLS BR §7.1.4.3, RFC 9525 §1.2",
  severity: "error",
  field: "subject.commonName",
  appliesTo: leaves,
  check: ({ subjectAttributes, subjectAltName, isServer }) => {
    const commonName = subjectAttributes.findLast(({ type }) => type === oid.commonName)?.text;
    if (!isServer || commonName === undefined || commonName === null) return null;
    const isNamed = subjectAltName?.some(({ tag, octets, text }) =>
      tag === nameTag.ip
        ? (octets.length === 4 || octets.length === 16) && formatIp(octets) === commonName
        : tag === nameTag.dns && text.toLowerCase() === commonName.toLowerCase(),
    );
    return isNamed ? null : `The common name ${quote(commonName)} is none of the certificate’s DNS names or addresses.`;
  },
  advice: "Enter it among the names too, or leave the common name empty.",
};
