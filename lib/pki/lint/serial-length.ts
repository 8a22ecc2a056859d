import { type CertificateRule, everyCertificate, reportIt } from "./rule";

const octetsMax = 20;

export const serialLength: CertificateRule = {
  id: "serial-length",
  source: "RFC 5280 §4.1.2.2",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields: { serial } }) =>
    serial.length <= octetsMax ? null : `The serial number has ${serial.length} octets; ${octetsMax} are the most.`,
  advice: reportIt,
};
