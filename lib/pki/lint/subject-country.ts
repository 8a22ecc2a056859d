import { oid } from "../oid";
import { quote } from "../quote";
import { type CertificateRule, everyCertificate } from "./rule";

export const subjectCountry: CertificateRule = {
  id: "subject-country",
  source: "RFC 5280 appendix A.1, ISO 3166-1",
  severity: "error",
  field: "subject.country",
  appliesTo: everyCertificate,
  check: ({ subjectAttributes }) => {
    const wrong = subjectAttributes.find(
      ({ type, text }) => type === oid.countryName && !/^[A-Z]{2}$/.test(text ?? ""),
    );
    return wrong ? `The country ${quote(wrong.text ?? "")} is not a code of two capital letters.` : null;
  },
  advice: "Enter the two-letter code, such as DE or US.",
};
