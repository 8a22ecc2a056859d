/** What each kind of certificate is for, and which usages of the key go with it. */
import type { LeafExtendedKeyUsage, LeafKeyUsage, LeafKind } from "./profile";

interface Kind {
  /** Behind “Certificates are for”. */
  readonly purpose: string;
  readonly extendedKeyUsage: readonly LeafExtendedKeyUsage[];
  /** Beside digitalSignature, which every kind has. */
  readonly keyUsageChoices: readonly Exclude<LeafKeyUsage, "digitalSignature">[];
}

// Purposes are not mixed: whoever holds a key for one of them gains nothing for another.
export const kinds: Readonly<Record<LeafKind, Kind>> = {
  server: { purpose: "TLS servers", extendedKeyUsage: ["serverAuth"], keyUsageChoices: ["keyEncipherment"] },
  client: { purpose: "TLS clients", extendedKeyUsage: ["clientAuth"], keyUsageChoices: [] },
  peer: {
    purpose: "TLS servers and clients",
    extendedKeyUsage: ["serverAuth", "clientAuth"],
    keyUsageChoices: ["keyEncipherment"],
  },
  // RFC 8551 §4.4.2: keys that encrypt are found by keyEncipherment (RSA) or keyAgreement (ECDH).
  email: {
    purpose: "signing and encrypting e-mail (S/MIME)",
    extendedKeyUsage: ["emailProtection"],
    keyUsageChoices: ["keyEncipherment", "keyAgreement"],
  },
  "code-signing": { purpose: "signing code", extendedKeyUsage: ["codeSigning"], keyUsageChoices: [] },
  device: { purpose: "devices that connect as TLS clients", extendedKeyUsage: ["clientAuth"], keyUsageChoices: [] },
  workload: {
    purpose: "workloads with a SPIFFE ID, as TLS servers and clients",
    extendedKeyUsage: ["serverAuth", "clientAuth"],
    keyUsageChoices: ["keyEncipherment"],
  },
  // RFC 3161 §2.3: timeStamping alone.
  timestamping: {
    purpose: "timestamping authorities, and nothing else",
    extendedKeyUsage: ["timeStamping"],
    keyUsageChoices: [],
  },
};
