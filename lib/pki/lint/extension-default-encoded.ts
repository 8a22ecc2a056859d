import { describeOid } from "../oid";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

export const extensionDefaultEncoded: CertificateRule = {
  id: "extension-default-encoded",
  source: "X.690 §11.5, RFC 5280 §4.1",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields }) => {
    const wrong = fields.extensions.find(({ hasDefaultEncoded }) => hasDefaultEncoded);
    return wrong
      ? `The extension ${describeOid(wrong.oid)?.name ?? wrong.oid} spells out critical FALSE, which DER leaves out.`
      : null;
  },
  advice: reportIt,
};
