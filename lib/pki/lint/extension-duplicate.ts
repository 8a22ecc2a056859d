import { describeOid } from "../oid";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

export const extensionDuplicate: CertificateRule = {
  id: "extension-duplicate",
  source: "RFC 5280 §4.2",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields }) => {
    const seen = new Set<string>();
    for (const { oid } of fields.extensions) {
      if (seen.has(oid)) return `The extension ${describeOid(oid)?.name ?? oid} is there twice.`;
      seen.add(oid);
    }
    return null;
  },
  advice: reportIt,
};
