import { type CertificateRule, leaves } from "./rule";

// 32-bit time_t ends on 2038-01-19; embedded clients still have it.
const end32 = Date.UTC(2038, 0, 19, 3, 14, 7);

export const validityPast2038: CertificateRule = {
  id: "validity-past-2038",
  source: "POSIX time_t of 32 bits",
  severity: "info",
  field: "validity",
  appliesTo: leaves,
  check: ({ notAfter }) =>
    notAfter && notAfter.getTime() > end32
      ? "Devices with a 32-bit clock cannot read an end after January 2038."
      : null,
  advice: "Choose an earlier end if old or embedded devices connect.",
};
