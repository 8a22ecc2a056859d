import type { CertificateRule } from "./rule";

export const pathLengthExhausted: CertificateRule = {
  id: "path-length-exhausted",
  source: "RFC 5280 §4.2.1.9, §6.1.4 (l)",
  severity: "error",
  field: "pathLength",
  appliesTo: ["issuing"],
  check: ({ ancestors }) => {
    const level = ancestors.findIndex(({ basicConstraints }, at) => {
      const limit = basicConstraints?.pathLength;
      return typeof limit === "number" && limit <= at;
    });
    if (level < 0) return null;
    return level === 0
      ? "The issuer’s path length allows no authority below it."
      : "The path length of an authority higher up allows no further authority below.";
  },
  advice: "Issue the new authority from one whose path length leaves room, such as the root.",
};
