import { describeOid, oid } from "../oid";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

const neverCritical: ReadonlySet<string> = new Set([
  oid.authorityKeyIdentifier, // RFC 5280 §4.2.1.1
  oid.subjectKeyIdentifier, // §4.2.1.2
  oid.authorityInfoAccess, // §4.2.2.1
  oid.subjectInfoAccess, // §4.2.2.2
  oid.crlDistributionPoints, // §4.2.1.13: should not be; OpenSSL and NSS refuse some such
  oid.issuerAltName, // §4.2.1.7
  oid.freshestCrl, // §4.2.1.15
  oid.subjectDirectoryAttributes, // §4.2.1.8
]);

export const extensionCriticality: CertificateRule = {
  id: "extension-criticality",
  source: "RFC 5280 §4.2.1.1, §4.2.1.2, §4.2.1.13, §4.2.2.1",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields }) => {
    const wrong = fields.extensions.find(({ oid: dotted, isCritical }) => isCritical && neverCritical.has(dotted));
    return wrong ? `The extension ${describeOid(wrong.oid)?.name ?? wrong.oid} must not be critical.` : null;
  },
  advice: reportIt,
};
