import { oid } from "../oid";
import { describeAttribute } from "./name-attributes";
import { type CertificateRule, everyCertificate } from "./rule";

// Upper bounds in characters (RFC 5280 appendix A.1); e-mail by RFC 5280's ub-emailaddress-length.
const most: Readonly<Record<string, number>> = {
  [oid.commonName]: 64,
  [oid.organizationName]: 64,
  [oid.organizationalUnitName]: 64,
  [oid.serialNumber]: 64,
  [oid.localityName]: 128,
  [oid.stateOrProvinceName]: 128,
  [oid.title]: 64,
  [oid.emailAddress]: 255,
};

export const subjectLength: CertificateRule = {
  id: "subject-length",
  source: "RFC 5280 appendix A.1 (upper bounds)",
  severity: "error",
  field: "subject",
  appliesTo: everyCertificate,
  check: ({ subjectAttributes }) => {
    for (const { type, text } of subjectAttributes) {
      const length = Array.from(text ?? "").length;
      const bound = most[type];
      if (bound === undefined || length <= bound) continue;
      const { words, field } = describeAttribute(type);
      return { message: `The ${words} has ${length} characters; ${bound} are the most.`, field };
    }
    return null;
  },
  advice: "Shorten it; a long host name belongs among the names only.",
};
