import { quote } from "../quote";
import { nameTag } from "./extension-values";
import { type CertificateRule, everyCertificate } from "./rule";

// Mailbox as dot-atom (RFC 5321 §4.1.2); other scripts go into SmtpUTF8Mailbox (RFC 9598), which few clients read.
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const mailbox = new RegExp(`^${atom}(?:\\.${atom})*@${label}(?:\\.${label})*$`);

export const sanEmailSyntax: CertificateRule = {
  id: "san-email-syntax",
  source: "RFC 5280 §4.2.1.6, RFC 5321 §4.1.2",
  severity: "error",
  field: "names",
  appliesTo: everyCertificate,
  check: ({ subjectAltName }) => {
    const wrong = subjectAltName?.find(
      ({ tag, text }) => tag === nameTag.email && !(text.length <= 254 && mailbox.test(text)),
    );
    return wrong ? `${quote(wrong.text)} is not an e-mail address as certificates carry them.` : null;
  },
  advice: "Enter the bare address, such as ops@corp.example.",
};
