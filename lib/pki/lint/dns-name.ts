import type { CertificateView } from "./certificate-subject";
import { nameTag } from "./extension-values";

/** dNSName values of the certificate, as encoded. */
export function dnsNamesOf({ subjectAltName }: CertificateView): string[] {
  return (subjectAltName ?? []).filter(({ tag }) => tag === nameTag.dns).map(({ text }) => text);
}
