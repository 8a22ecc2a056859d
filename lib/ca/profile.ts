/** A profile says what may be asked for; `policy.ts` decides with it. Pure data: stored, shown and compared as it stands. */
import type { KeyType } from "../pki/algorithm";
import type { SubjectField } from "../pki/name";

export const nameTypes = ["dns", "ip", "email", "uri"] as const;
export type NameType = (typeof nameTypes)[number];

export type NameRule =
  /** `suffix` "corp.example" admits itself; with `subdomains` everything under it; with `wildcards` a leftmost `*`. */
  | { readonly type: "dns"; readonly suffix: string; readonly subdomains: boolean; readonly wildcards: boolean }
  /** `*` stands for any characters within one label: "web-*.corp.example". No expression that can backtrack without bound. */
  | { readonly type: "dns"; readonly pattern: string }
  /** `range` in CIDR notation. */
  | { readonly type: "ip"; readonly range: string }
  | { readonly type: "email"; readonly domain: string; readonly subdomains: boolean }
  /** `prefix` such as "spiffe://corp.example/". */
  | { readonly type: "uri"; readonly prefix: string };

export const nameCounts = ["any", "at-least-one", "exactly-one"] as const;
/** How many names of a type a certificate must have. */
export type NameCount = (typeof nameCounts)[number];

export const subjectRules = ["require", "allow", "deny"] as const;
export type SubjectRule = (typeof subjectRules)[number];
export type LeafKeyUsage = "digitalSignature" | "keyEncipherment" | "keyAgreement";

export const leafExtendedKeyUsages = [
  "serverAuth",
  "clientAuth",
  "emailProtection",
  "codeSigning",
  "timeStamping",
] as const;
/** cA, keyCertSign, cRLSign, anyExtendedKeyUsage and id-kp-OCSPSigning cannot be expressed: no leaf profile grants them. */
export type LeafExtendedKeyUsage = (typeof leafExtendedKeyUsages)[number];

export const leafKinds = [
  "server",
  "client",
  "peer",
  "email",
  "code-signing",
  "device",
  "workload",
  "timestamping",
] as const;
/** What lists and filters call a certificate; it settles the purposes in extendedKeyUsage (`profile-kind.ts`). */
export type LeafKind = (typeof leafKinds)[number];

export interface Profile {
  /** Stable, kebab-case: `server`, `client`, `peer`. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly isBuiltIn: boolean;
  readonly version: number;
  readonly kind: LeafKind;
  /** keyEncipherment is granted to RSA keys only (RFC 8422 §5.6: it has no meaning for ECDSA). */
  readonly keyUsage: readonly LeafKeyUsage[];
  readonly extendedKeyUsage: readonly LeafExtendedKeyUsage[];
  readonly keyTypes: readonly KeyType[];
  readonly validityDaysDefault: number;
  readonly validityDaysMax: number;
  readonly subject: Readonly<Record<SubjectField, SubjectRule>>;
  /** Per type of name: null — anything; [] — nothing; rules — only these. */
  readonly names: Readonly<Record<NameType, readonly NameRule[] | null>>;
  readonly nameCounts: Readonly<Record<NameType, NameCount>>;
  /** Whether the authority's own CRL and AIA URLs are written into certificates; a profile never has URLs of its own. */
  readonly hasCrlDistributionPoint: boolean;
  readonly hasAuthorityInformationAccess: boolean;
}

/** What a person decides about a profile; the rest follows. */
export type ProfileDraft = Omit<Profile, "id" | "isBuiltIn" | "version" | "extendedKeyUsage">;
