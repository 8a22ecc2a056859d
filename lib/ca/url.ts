/** Where relying parties read about an authority. Paths do not depend on the host, so that an old URL is served for ever. */

/** Path of everything below: `/crl/7f3a….crl` and so on, relative to the validation URL. */
export const validationPath = {
  /** DER (RFC 5280 §4.2.1.13: what a distribution point names). */
  crl: (authorityId: string) => `/crl/${authorityId}.crl`,
  crlPem: (authorityId: string) => `/crl/${authorityId}.pem`,
  /** The CRLs of this authority and everything above it, as nginx `ssl_crl` wants them. */
  crlChainPem: (authorityId: string) => `/crl/${authorityId}.chain.pem`,
  /** The authority's own certificate, DER (RFC 5280 §4.2.2.1). */
  caIssuers: (authorityId: string) => `/ca/${authorityId}.cer`,
} as const;

interface Place {
  readonly id: string;
  /** Ends without a slash. */
  readonly validationUrl: string;
}

export const crlUrl = (at: Place): string => at.validationUrl + validationPath.crl(at.id);
export const crlPemUrl = (at: Place): string => at.validationUrl + validationPath.crlPem(at.id);
export const crlChainPemUrl = (at: Place): string => at.validationUrl + validationPath.crlChainPem(at.id);
export const caIssuersUrl = (at: Place): string => at.validationUrl + validationPath.caIssuers(at.id);
