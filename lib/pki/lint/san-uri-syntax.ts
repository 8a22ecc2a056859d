import { quote } from "../quote";
import { nameTag } from "./extension-values";
import { type CertificateRule, everyCertificate } from "./rule";

export const sanUriSyntax: CertificateRule = {
  id: "san-uri-syntax",
  source: "RFC 5280 §4.2.1.6, RFC 3986 §4.3",
  severity: "error",
  field: "names",
  appliesTo: everyCertificate,
  check: ({ subjectAltName }) => {
    const wrong = subjectAltName?.find(({ tag, text }) => tag === nameTag.uri && !isAbsolute(text));
    return wrong ? `${quote(wrong.text)} is not an absolute URI with a scheme and something behind it.` : null;
  },
  advice: "Write the whole URI, such as spiffe://corp.example/web.",
};

// RFC 3986 §3.1 for the scheme, §2 for the characters; with "//" there is a host, which RFC 5280 demands.
function isAbsolute(text: string): boolean {
  const match = /^[a-z][a-z0-9+.-]*:([\w\-.~:/?#[\]@!$&'()*+,;=%]+)$/i.exec(text);
  return match !== null && !/%(?![0-9a-f]{2})/i.test(text) && !/^\/\/([/?#]|$)/.test(match[1]!);
}
