import type { CrlRule } from "./rule";

export const crlUpdateOrder: CrlRule = {
  id: "crl-update-order",
  source: "RFC 5280 §5.1.2.4, §5.1.2.5",
  severity: "error",
  field: "crl",
  check: ({ thisUpdateAt, nextUpdateAt }) =>
    thisUpdateAt && nextUpdateAt && thisUpdateAt >= nextUpdateAt ? "The CRL would expire before it begins." : null,
  advice: "Set the life of the authority’s CRL to at least an hour.",
};
