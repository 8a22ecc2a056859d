import { usage } from "./extension-values";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

export const pathLengthOnlyInAuthority: CertificateRule = {
  id: "path-length-only-in-authority",
  source: "RFC 5280 §4.2.1.9",
  severity: "error",
  field: "pathLength",
  appliesTo: everyCertificate,
  check: ({ basicConstraints, keyUsage }) => {
    if (!basicConstraints || basicConstraints.pathLength === null) return null;
    if (basicConstraints.pathLength < 0) return "The path length is negative.";
    if (!basicConstraints.isCa) return "A path length has no meaning in a certificate that is no authority.";
    return keyUsage?.includes(usage.keyCertSign) ? null : "A path length has no meaning without keyCertSign.";
  },
  advice: reportIt,
};
