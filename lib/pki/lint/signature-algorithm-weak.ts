import { signatureParts } from "./certificate-subject";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

const broken: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.2": "MD2",
  "1.2.840.113549.1.1.3": "MD4",
  "1.2.840.113549.1.1.4": "MD5",
  "1.2.840.113549.1.1.5": "SHA-1",
  "1.3.14.3.2.29": "SHA-1",
  "1.2.840.10045.4.1": "SHA-1",
  "1.2.840.10040.4.3": "SHA-1",
};

export const signatureAlgorithmWeak: CertificateRule = {
  id: "signature-algorithm-weak",
  source: "RFC 9155 §2, RFC 6194 §3",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields }) => {
    const hash = broken[signatureParts(fields.signatureAlgorithm)?.oid ?? ""];
    return hash ? `The signature would use ${hash}, which can be forged.` : null;
  },
  advice: reportIt,
};
