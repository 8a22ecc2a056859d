import { algorithms } from "../algorithm";
import { equalBytes } from "../der";
import { type CrlRule, reportIt } from "./rule";
import { verdict } from "./signature-algorithm-parameters";

export const crlSignatureAlgorithm: CrlRule = {
  id: "crl-signature-algorithm",
  source: "RFC 5280 §5.1.1.2, RFC 4055 §5, RFC 5758 §3.2, RFC 8410 §3",
  severity: "error",
  field: "crl",
  check: ({ signatureAlgorithm, issuer }) => {
    const keyType = issuer.spki?.keyType;
    if (!keyType) return "The issuer’s key is of a kind that we do not sign with.";
    if (equalBytes(signatureAlgorithm, algorithms[keyType].signatureAlgorithm)) return null;
    return (
      verdict(signatureAlgorithm) ??
      `The issuer’s key signs with ${algorithms[keyType].signatureLabel}; the CRL names another algorithm.`
    );
  },
  advice: reportIt,
};
