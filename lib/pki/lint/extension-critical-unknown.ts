import { oid } from "../oid";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";

// What clients are sure to process (RFC 5280 §6.1); TLS feature is not among them.
const processed: ReadonlySet<string> = new Set([
  oid.basicConstraints,
  oid.keyUsage,
  oid.extendedKeyUsage,
  oid.subjectAltName,
  oid.nameConstraints,
  oid.certificatePolicies,
  oid.policyMappings,
  oid.policyConstraints,
  oid.inhibitAnyPolicy,
]);
const judgedElsewhere: ReadonlySet<string> = new Set([
  oid.authorityKeyIdentifier,
  oid.subjectKeyIdentifier,
  oid.authorityInfoAccess,
  oid.subjectInfoAccess,
  oid.crlDistributionPoints,
  oid.issuerAltName,
  oid.freshestCrl,
  oid.subjectDirectoryAttributes,
]);

export const extensionCriticalUnknown: CertificateRule = {
  id: "extension-critical-unknown",
  source: "RFC 5280 §4.2",
  severity: "error",
  field: "certificate",
  appliesTo: everyCertificate,
  check: ({ fields }) => {
    const unknown = fields.extensions.find(
      ({ oid: dotted, isCritical }) => isCritical && !processed.has(dotted) && !judgedElsewhere.has(dotted),
    );
    return unknown ? `The critical extension ${unknown.oid} is unknown to clients, which must then refuse.` : null;
  },
  advice: reportIt,
};
