import { oid } from "../oid";
import { type CrlRule, reportIt } from "./rule";

// Stricter: RFC 5280 allows both. With a distribution point OpenSSL refuses the root itself and every certificate made
// before a change of URL (error 44, “Different CRL scope”).
export const crlFull: CrlRule = {
  id: "crl-full",
  source: "RFC 5280 §5.2.4, §5.2.5; OpenSSL was seen to refuse",
  severity: "error",
  field: "crl",
  check: ({ extension }) => {
    if (extension(oid.issuingDistributionPoint)) return "A full CRL carries no issuingDistributionPoint.";
    return extension(oid.deltaCrlIndicator) ? "A full CRL is no delta CRL." : null;
  },
  advice: reportIt,
};
