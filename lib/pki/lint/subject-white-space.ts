import { describeAttribute } from "./name-attributes";
import { type CertificateRule, everyCertificate } from "./rule";

export const subjectWhiteSpace: CertificateRule = {
  id: "subject-white-space",
  source: "RFC 5280 §7.1, RFC 4518 §2.6.1",
  severity: "warning",
  field: "subject",
  appliesTo: everyCertificate,
  check: ({ subjectAttributes }) => {
    const wrong = subjectAttributes.find(({ text }) => text && (text.trim() !== text || /\s{2}/.test(text)));
    if (!wrong) return null;
    const { words, field } = describeAttribute(wrong.type);
    return {
      message: `The ${words} has spaces at its ends or several in a row; programs compare such names differently.`,
      field,
    };
  },
  advice: "Remove the superfluous spaces.",
};
