import { type CrlRule, reportIt } from "./rule";

// 7 is not used; 8 has a rule of its own.
const known: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10];

export const crlReasonKnown: CrlRule = {
  id: "crl-reason-known",
  source: "RFC 5280 §5.3.1",
  severity: "error",
  field: "crl",
  check: ({ entries }) => {
    const unknown = [...(entries?.reasons ?? [])].find((reason) => !known.includes(reason));
    return unknown === undefined ? null : `The CRL gives a reason that does not exist (${unknown}).`;
  },
  advice: reportIt,
};
