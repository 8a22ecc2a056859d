import { type CertificateRule, everyCertificate, reportIt } from "./rule";

// 64 random bits do not fit into fewer octets. Predictable serials made the MD5 collision of 2008 possible.
const octetsMin = 8;

export const serialEntropy: CertificateRule = {
  id: "serial-entropy",
  source: "CA/Browser Forum TLS BR §7.1",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields: { serial } }) =>
    serial.length >= octetsMin ? null : `The serial number has ${serial.length} octets: too few for 64 random bits.`,
  advice: reportIt,
};
