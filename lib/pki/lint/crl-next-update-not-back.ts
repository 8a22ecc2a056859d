import type { CrlRule } from "./rule";

// Not in RFC 5280: a cache that holds the older CRL would otherwise outlive the newer one.
export const crlNextUpdateNotBack: CrlRule = {
  id: "crl-next-update-not-back",
  source: "RFC 5280 §5.1.2.5 (stricter)",
  severity: "error",
  field: "crl",
  check: ({ nextUpdateAt, previousNextUpdate, isClockConfirmed }) =>
    nextUpdateAt && previousNextUpdate && nextUpdateAt < previousNextUpdate && !isClockConfirmed
      ? `nextUpdate would move back from ${previousNextUpdate.toISOString()} to ${nextUpdateAt.toISOString()}.`
      : null,
  advice: "Check the clock; an administrator can confirm it if it was wrong before.",
};
