/** A certificate with everything above it, as the formats take it. */
export interface DeliveredChain {
  readonly displayName: string;
  readonly certificateDer: Uint8Array;
  /** Its issuer first, the root last; empty for a root. */
  readonly issuerDers: readonly Uint8Array[];
}

/** What others must trust: the root, which for a root is itself. */
export const rootOf = (chain: DeliveredChain): Uint8Array => chain.issuerDers.at(-1) ?? chain.certificateDer;

/** Authorities between the certificate and the root. */
export const intermediatesOf = (chain: DeliveredChain): readonly Uint8Array[] => chain.issuerDers.slice(0, -1);
