import { describeAttribute } from "./name-attributes";
import { type CertificateRule, everyCertificate } from "./rule";

export const subjectEmptyValue: CertificateRule = {
  id: "subject-empty-value",
  source: "RFC 5280 appendix A.1 (SIZE (1..ub))",
  severity: "error",
  field: "subject",
  appliesTo: everyCertificate,
  check: ({ subjectAttributes }) => {
    const empty = subjectAttributes.find(({ text }) => text?.trim() === "");
    if (!empty) return null;
    const { words, field } = describeAttribute(empty.type);
    return { message: `The ${words} is there but says nothing.`, field };
  },
  advice: "Fill it in or leave it out.",
};
