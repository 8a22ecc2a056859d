import type { CrlRule } from "./rule";

export const crlNumberGrows: CrlRule = {
  id: "crl-number-grows",
  source: "RFC 5280 §5.2.3",
  severity: "error",
  field: "crl",
  check: ({ number, previousNumber }) =>
    number !== undefined && previousNumber !== null && number <= previousNumber
      ? `The CRL’s number must be greater than that of the one before (${previousNumber}); it is ${number}.`
      : null,
  advice: "If the database was restored, set the clock right and publish again: numbers follow the time.",
};
