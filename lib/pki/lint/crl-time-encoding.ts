import { type CrlRule, reportIt } from "./rule";
import { timeFault } from "./time-fault";

export const crlTimeEncoding: CrlRule = {
  id: "crl-time-encoding",
  source: "RFC 5280 §5.1.2.4–§5.1.2.6",
  severity: "error",
  field: "crl",
  check: ({ thisUpdate, nextUpdate, entries }) => {
    const fault = timeFault(thisUpdate) ?? (nextUpdate ? timeFault(nextUpdate) : null);
    if (fault) return `A time of the CRL ${fault}.`;
    return entries?.hasWrongTime ? "A revocation date is not encoded as RFC 5280 asks." : null;
  },
  advice: reportIt,
};
