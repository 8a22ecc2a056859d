import { oid } from "../oid";
import { quote } from "../quote";
import { isHttpUrl } from "./http-url";
import { type CertificateRule, everyCertificate } from "./rule";

const known: readonly string[] = [oid.caIssuers, oid.ocsp];

export const authorityInfoAccessUrl: CertificateRule = {
  id: "authority-info-access-url",
  source: "RFC 5280 §4.2.2.1, §8",
  severity: "error",
  field: "validationUrl",
  appliesTo: everyCertificate,
  check: ({ authorityInfoAccess: accesses }) => {
    if (accesses?.length === 0) return "authorityInfoAccess is there but names no place.";
    for (const { method, location } of accesses ?? []) {
      if (!known.includes(method)) return `authorityInfoAccess has a method that clients do not know (${method}).`;
      if (!isHttpUrl(location)) return `${quote(location.text)} is not a plain http URL.`;
    }
    return null;
  },
  advice: "Set the authority’s validation URL to an http:// address.",
};
