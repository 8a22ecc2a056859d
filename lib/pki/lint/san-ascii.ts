import { nameTag } from "./extension-values";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

const texts: readonly number[] = [nameTag.dns, nameTag.email, nameTag.uri];

export const sanAscii: CertificateRule = {
  id: "san-ascii",
  source: "RFC 5280 §4.2.1.6",
  severity: "error",
  field: "names",
  appliesTo: everyCertificate,
  check: ({ subjectAltName }) => {
    const wrong = subjectAltName?.some(
      ({ tag, octets }) => texts.includes(tag) && octets.some((octet) => octet < 0x21 || octet > 0x7e),
    );
    return wrong ? "A subject alternative name has characters outside printable ASCII." : null;
  },
  advice: reportIt,
};
