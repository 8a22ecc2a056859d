import { type CrlRule, reportIt } from "./rule";

export const crlSerialDuplicate: CrlRule = {
  id: "crl-serial-duplicate",
  source: "RFC 5280 §5.1.2.6",
  severity: "error",
  field: "crl",
  check: ({ entries }) => (entries?.duplicateSerial ? `Serial ${entries.duplicateSerial} is in the CRL twice.` : null),
  advice: reportIt,
};
