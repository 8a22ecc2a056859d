import type { CertificateRule } from "./rule";

// Not forbidden: the limit above holds all the same. But the certificate promises what no client will grant.
export const pathLengthNotShorter: CertificateRule = {
  id: "path-length-not-shorter",
  source: "RFC 5280 §4.2.1.9",
  severity: "info",
  field: "pathLength",
  appliesTo: ["issuing"],
  check: ({ basicConstraints, issuer }) => {
    const limit = issuer.basicConstraints?.pathLength;
    if (typeof limit !== "number" || limit === 0 || !basicConstraints) return null;
    const own = basicConstraints.pathLength;
    if (own !== null && own < limit) return null;
    return `The issuer allows ${limit} more level${limit === 1 ? "" : "s"} below it; the new authority claims ${own === null ? "no limit" : own}.`;
  },
  advice: "Set the path length of the new authority at least one lower than its issuer’s.",
};
