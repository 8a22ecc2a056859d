import { describeOid, oid } from "../oid";
import { type CrlRule, reportIt } from "./rule";

const ours: readonly string[] = [oid.authorityKeyIdentifier, oid.crlNumber];
const elsewhere: readonly string[] = [oid.issuingDistributionPoint, oid.deltaCrlIndicator];

export const crlExtensions: CrlRule = {
  id: "crl-extensions",
  source: "RFC 5280 §5.2",
  severity: "error",
  field: "crl",
  check: ({ extensions }) => {
    const seen = new Set<string>();
    for (const { oid: dotted, isCritical, hasDefaultEncoded } of extensions) {
      const name = describeOid(dotted)?.name ?? dotted;
      if (seen.has(dotted)) return `The extension ${name} is there twice.`;
      if (hasDefaultEncoded) return `The extension ${name} spells out critical FALSE, which DER leaves out.`;
      if (!ours.includes(dotted) && !elsewhere.includes(dotted)) return `A full CRL of ours has no extension ${name}.`;
      if (isCritical && ours.includes(dotted)) return `The extension ${name} must not be critical.`;
      seen.add(dotted);
    }
    return null;
  },
  advice: reportIt,
};
