import { describeOid } from "../oid";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

export const extensionReadable: CertificateRule = {
  id: "extension-readable",
  source: "RFC 5280 §4.2.1, §4.2.2",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ unreadable: [first] }) =>
    first === undefined ? null : `The extension ${describeOid(first)?.name ?? first} cannot be read.`,
  advice: reportIt,
};
