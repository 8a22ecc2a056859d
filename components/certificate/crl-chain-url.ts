/** Beside each CRL we serve one PEM with the CRLs of the whole chain; empty when the certificate names no CRL. */
export function crlChainUrl(crlUrls: readonly string[]): string {
  return crlUrls[0]?.replace(/\.crl$/, ".chain.pem") ?? "";
}
