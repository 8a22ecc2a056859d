import { type CertificateRule, everyCertificate, reportIt } from "./rule";

// Clients broke on negative serials, and on zero; DER allows no superfluous leading octet (X.690 §8.3.2).
export const serialPositive: CertificateRule = {
  id: "serial-positive",
  source: "RFC 5280 §4.1.2.2",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields: { serial } }) => {
    const [first, second] = serial;
    if (first === undefined) return "The serial number is empty.";
    if (first & 0x80) return "The serial number is negative.";
    if (serial.every((octet) => octet === 0)) return "The serial number is zero.";
    if (first === 0 && second !== undefined && !(second & 0x80))
      return "The serial number has a superfluous leading zero.";
    return null;
  },
  advice: reportIt,
};
