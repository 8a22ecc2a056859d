import { hasHiddenCharacter } from "../quote";
import { describeAttribute } from "./name-attributes";
import { type CertificateRule, everyCertificate } from "./rule";

// Not in RFC 5280. A NUL made clients read “bank.example\0.evil.example” as the bank (CVE-2009-2408).
export const subjectControlCharacters: CertificateRule = {
  id: "subject-control-characters",
  source: "Unicode UTS #39; CVE-2009-2408",
  severity: "error",
  field: "subject",
  appliesTo: everyCertificate,
  check: ({ subjectAttributes }) => {
    const wrong = subjectAttributes.find(({ text }) => hasHiddenCharacter(text ?? ""));
    if (!wrong) return null;
    const { words, field } = describeAttribute(wrong.type);
    return { message: `The ${words} has characters that cannot be seen or that reorder the text.`, field };
  },
  advice: "Type the text anew instead of pasting it.",
};
