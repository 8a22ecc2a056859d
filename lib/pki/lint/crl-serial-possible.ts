import { type CrlRule, reportIt } from "./rule";

export const crlSerialPossible: CrlRule = {
  id: "crl-serial-possible",
  source: "RFC 5280 §4.1.2.2, §5.1.2.6",
  severity: "error",
  field: "crl",
  check: ({ entries }) => {
    const serial = entries?.impossibleSerial ?? null;
    return serial === null
      ? null
      : `The CRL lists a serial that no certificate can have (${serial.slice(0, 64) || "empty"}).`;
  },
  advice: reportIt,
};
