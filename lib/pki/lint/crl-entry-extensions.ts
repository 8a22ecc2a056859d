import { describeOid } from "../oid";
import { type CrlRule, reportIt } from "./rule";

export const crlEntryExtensions: CrlRule = {
  id: "crl-entry-extensions",
  source: "RFC 5280 §5.3",
  severity: "error",
  field: "crl",
  check: ({ entries }) => {
    const critical = entries?.criticalExtension;
    if (critical)
      return `An entry has the critical extension ${describeOid(critical)?.name ?? critical}; clients would refuse the CRL.`;
    const other = entries?.otherExtension;
    return other
      ? `An entry has the extension ${describeOid(other)?.name ?? other}, which full CRLs of one signer do not use.`
      : null;
  },
  advice: reportIt,
};
