import { tag } from "../der";
import { oid } from "../oid";
import { describeAttribute, type LintedAttribute } from "./name-attributes";
import { type CertificateRule, everyCertificate, reportIt, type Verdict } from "./rule";

// Types by the attribute's own definition (RFC 5280 appendix A.1); all others are DirectoryString.
const fixed: Readonly<Record<string, readonly [identifier: number, name: string]>> = {
  [oid.countryName]: [tag.printableString, "PrintableString"],
  [oid.serialNumber]: [tag.printableString, "PrintableString"],
  [oid.dnQualifier]: [tag.printableString, "PrintableString"],
  [oid.emailAddress]: [tag.ia5String, "IA5String"],
  [oid.domainComponent]: [tag.ia5String, "IA5String"],
};

/** The issuer’s name is copied as it stands, so only the subject is judged. */
export const subjectStringTypes: CertificateRule = {
  id: "subject-string-types",
  source: "RFC 5280 §4.1.2.4, appendix A.1",
  severity: "error",
  field: "subject",
  appliesTo: everyCertificate,
  check: ({ subjectAttributes }) => subjectAttributes.map(verdictOf).find((verdict) => verdict !== null) ?? null,
  advice: reportIt,
};

function verdictOf({ type, tag: identifier, text }: LintedAttribute): Verdict {
  const { words, field } = describeAttribute(type);
  const [wanted, name] = fixed[type] ?? [];
  if (wanted !== undefined && identifier !== wanted) return { message: `The ${words} must be a ${name}.`, field };
  if (wanted === undefined && identifier !== tag.utf8String && identifier !== tag.printableString) {
    return { message: `The ${words} must be a UTF8String or a PrintableString.`, field };
  }
  if (text === null) return { message: `The ${words} is not valid in its own string type.`, field };
  // X.680 §41.4
  const isPrintable = identifier !== tag.printableString || /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text);
  return isPrintable ? null : { message: `The ${words} has characters that a PrintableString cannot hold.`, field };
}
