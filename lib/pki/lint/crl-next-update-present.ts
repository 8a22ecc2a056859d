import { type CrlRule, reportIt } from "./rule";

export const crlNextUpdatePresent: CrlRule = {
  id: "crl-next-update-present",
  source: "RFC 5280 §5.1.2.5",
  severity: "error",
  field: "crl",
  check: ({ nextUpdate }) => (nextUpdate ? null : "The CRL does not say when the next one comes (nextUpdate)."),
  advice: reportIt,
};
