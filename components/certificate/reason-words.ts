import type { RevocationReason } from "@/lib/pki/revocation-reason";

export interface ReasonWords {
  /** For badges, lower case. */
  readonly short: string;
  readonly label: string;
  /** When to choose it and what follows, for someone who has not read RFC 5280 §5.3.1. */
  readonly explanation: string;
}

export const reasonWords: Readonly<Record<RevocationReason, ReasonWords>> = {
  keyCompromise: {
    short: "key compromise",
    label: "Key compromise",
    explanation:
      "Somebody else has, or may have, the private key: a stolen device, a leaked file. The key is blocked for good.",
  },
  superseded: {
    short: "superseded",
    label: "Superseded",
    explanation: "A newer certificate has taken its place and the old one is no longer needed.",
  },
  cessationOfOperation: {
    short: "no longer used",
    label: "No longer used",
    explanation: "The host, service or device has been switched off or the name has been given up.",
  },
  affiliationChanged: {
    short: "affiliation changed",
    label: "Affiliation changed",
    explanation: "The person or service has moved, or something in the subject is no longer true.",
  },
  privilegeWithdrawn: {
    short: "privilege withdrawn",
    label: "Privilege withdrawn",
    explanation: "Its holder may no longer do what the certificate allows.",
  },
  certificateHold: {
    short: "hold",
    label: "On hold",
    explanation: "Suspended for now. Relying parties refuse it until it is released or revoked for good.",
  },
  cACompromise: {
    short: "authority compromised",
    label: "Authority compromised",
    explanation:
      "The private key of an authority has been, or may have been, exposed. Everything it issued is in doubt.",
  },
  aACompromise: {
    short: "attribute authority compromised",
    label: "Attribute authority compromised",
    explanation: "Whoever vouched for the attributes in it can no longer be trusted. Rarely the right choice.",
  },
  unspecified: {
    short: "unspecified",
    label: "Unspecified",
    explanation: "No reason is stated to relying parties. Better to choose one above if one fits.",
  },
};

/** Most usual first, the way a person looks for them. */
export const reasonOrder = Object.keys(reasonWords) as readonly RevocationReason[];
