import { type CrlRule, reportIt } from "./rule";

// At most 20 octets: with the sign octet, everything below 2¹⁵⁹.
const end = 1n << 159n;

export const crlNumberLength: CrlRule = {
  id: "crl-number-length",
  source: "RFC 5280 §5.2.3",
  severity: "error",
  field: "crl",
  check: ({ number }) =>
    number !== undefined && (number < 0n || number >= end)
      ? "The CRL’s number is negative or has more than 20 octets."
      : null,
  advice: reportIt,
};
