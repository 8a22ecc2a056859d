/** CRLReason (RFC 5280 §5.3.1). removeFromCRL (8) appears in delta CRLs only and is not a reason to give. */
export const reasonCodes = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  privilegeWithdrawn: 9,
  aACompromise: 10,
} as const;

export type RevocationReason = keyof typeof reasonCodes;
export const revocationReasons = Object.keys(reasonCodes) as readonly RevocationReason[];
