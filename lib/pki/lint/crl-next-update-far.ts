import type { CrlRule } from "./rule";

const daysMax = 366;

export const crlNextUpdateFar: CrlRule = {
  id: "crl-next-update-far",
  source: "CA/Browser Forum TLS BR §4.9.7",
  severity: "warning",
  field: "crl",
  check: ({ thisUpdateAt, nextUpdateAt }) =>
    thisUpdateAt && nextUpdateAt && nextUpdateAt.getTime() - thisUpdateAt.getTime() > daysMax * 86_400_000
      ? "The CRL is good for more than a year: whoever holds an old one learns of no revocation until then."
      : null,
  advice: "Shorten the life of the authority’s CRL.",
};
