import { type CrlRule, reportIt } from "./rule";

export const crlRevocationInFuture: CrlRule = {
  id: "crl-revocation-in-future",
  source: "RFC 5280 §5.1.2.6, §5.1.2.4",
  severity: "warning",
  field: "crl",
  check: ({ entries, thisUpdateAt }) => {
    if (!entries || !thisUpdateAt) return null;
    const moment = Number(thisUpdateAt.toISOString().slice(0, 19).replace(/\D/g, ""));
    return entries.latestRevocation > moment
      ? "A certificate is listed as revoked later than the CRL itself was made."
      : null;
  },
  advice: reportIt,
};
