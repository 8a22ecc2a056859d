import { type CertificateRule, everyCertificate, reportIt } from "./rule";

export const certificateVersion: CertificateRule = {
  id: "certificate-version",
  source: "RFC 5280 §4.1.2.1",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields }) =>
    fields.version === 3
      ? null
      : `A certificate with extensions has version 3; this one has ${fields.version ?? "none that exists"}.`,
  advice: reportIt,
};
