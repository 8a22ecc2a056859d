import type { DerNode } from "../der";
import { type CertificateRule, everyCertificate, reportIt } from "./rule";
import { timeFault } from "./time-fault";

export const validityEncoding: CertificateRule = {
  id: "validity-encoding",
  source: "RFC 5280 §4.1.2.5",
  severity: "error",
  field: "validity",
  appliesTo: everyCertificate,
  check: ({ fields }) => sentence("The beginning", fields.notBefore) ?? sentence("The end", fields.notAfter),
  advice: reportIt,
};

function sentence(what: string, node: DerNode): string | null {
  const fault = timeFault(node);
  return fault ? `${what} of the validity ${fault}.` : null;
}
