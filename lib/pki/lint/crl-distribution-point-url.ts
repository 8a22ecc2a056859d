import { quote } from "../quote";
import { isHttpUrl } from "./http-url";
import { type CertificateRule, everyCertificate } from "./rule";

// Stricter: RFC 5280 §4.2.1.13 only recommends HTTP. LDAP is fetched by nobody; https needs a certificate to check first.
export const crlDistributionPointUrl: CertificateRule = {
  id: "crl-distribution-point-url",
  source: "RFC 5280 §4.2.1.13, §8",
  severity: "error",
  field: "validationUrl",
  appliesTo: everyCertificate,
  check: ({ crlDistributionPoints: points }) => {
    if (!points) return null;
    if (points.length === 0) return "cRLDistributionPoints is there but names no place.";
    for (const { names, isPartial } of points) {
      if (isPartial)
        return "A CRL distribution point covers a part of the certificates only, or another signer’s list.";
      if (names.length === 0) return "A CRL distribution point has no URL.";
      const wrong = names.find((name) => !isHttpUrl(name));
      if (wrong) return `The CRL’s place ${quote(wrong.text)} is not a plain http URL.`;
    }
    return null;
  },
  advice: "Set the authority’s validation URL to an http:// address.",
};
