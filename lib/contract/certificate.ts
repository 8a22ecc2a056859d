/** Certificates as they leave and enter: plain values, ISO 8601 times in UTC, serials and fingerprints in lower-case hex. */
import { z } from "zod";
import type { CertificateKind, CertificateStatus, KeyOrigin } from "../ca/ports";
import type { Finding } from "../errors";
import { type KeyType, keyTypes } from "../pki/algorithm";
import type { DecodedCertificate } from "../pki/decode";
import { type Subject, subjectFields } from "../pki/name";
import { type RevocationReason, revocationReasons } from "../pki/revocation-reason";
import type { AuditEntryDto } from "./audit";

/** Whoever looks after a certificate. */
export interface Owner {
  /** As filters and forms take it: `user:<id>` or `text:<as typed>`. */
  readonly value: string;
  /** A user’s e-mail address, or the text. */
  readonly name: string;
  readonly isUser: boolean;
}

export interface CertificateSummary {
  readonly id: string;
  readonly serial: string;
  readonly name: string;
  /** `type:value`, e.g. `dns:web.corp.example`. */
  readonly names: readonly string[];
  readonly kind: CertificateKind;
  readonly status: CertificateStatus;
  readonly authority: { readonly id: string; readonly name: string };
  readonly profile: { readonly id: string; readonly name: string } | null;
  readonly notBefore: string;
  readonly notAfter: string;
  /** When the renewal window opens. */
  readonly renewFrom: string;
  readonly revokedAt: string | null;
  readonly revocationReason: RevocationReason | null;
  readonly owner: Owner | null;
  readonly tags: readonly string[];
  readonly createdAt: string;
  readonly issuedBy: string;
}

export interface ChainLink {
  readonly certificateId: string;
  readonly authorityId: string;
  readonly name: string;
  readonly notAfter: string;
  readonly status: CertificateStatus;
  readonly pem: string;
}

export interface Neighbour {
  readonly id: string;
  readonly serial: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly status: CertificateStatus;
}

export interface CertificateDetail extends CertificateSummary {
  readonly subject: string;
  readonly keyType: KeyType;
  readonly keyLabel: string;
  readonly keyOrigin: KeyOrigin;
  readonly isKeyBlocked: boolean;
  readonly spkiSha256: string;
  readonly sha1: string;
  readonly sha256: string;
  readonly pem: string;
  /** Issuer first, root last; empty for a root. */
  readonly chain: readonly ChainLink[];
  readonly decoded: DecodedCertificate;
  /** What it replaced by renewal, and what replaced it. */
  readonly predecessor: Neighbour | null;
  readonly successor: Neighbour | null;
  readonly issuedBy: string;
  readonly createdAt: string;
  /** Where relying parties read about it. */
  readonly crlUrls: readonly string[];
  readonly caIssuersUrls: readonly string[];
  /** The latest published CRL of its issuer, and whether this serial is on it. */
  readonly latestCrl: {
    readonly number: string;
    readonly thisUpdate: string;
    readonly nextUpdate: string;
    readonly listsThis: boolean;
  } | null;
  readonly history: readonly AuditEntryDto[];
  /** Whether the rest of its history, in the audit log, may be read. */
  readonly isAuditReadable: boolean;
  /** What the signed-in person may do with it now; decided by the use cases, shown by the screen. */
  readonly may: {
    readonly renew: boolean;
    readonly revoke: boolean;
    readonly hold: boolean;
    readonly release: boolean;
    readonly edit: boolean;
  };
}

export const tagsMax = 12;
export const tagLengthMax = 32;
/** An e-mail address of a user, anything else as free text, an owner’s `value`, or nothing for nobody. */
const ownerSchema = z.string().max(105);
const tagSchema = z.string().trim().max(tagLengthMax, `A tag has at most ${tagLengthMax} characters.`);
const tagsSchema = z.array(tagSchema).max(tagsMax, `At most ${tagsMax} tags.`);

export const editCertificateSchema = z.strictObject({
  certificateId: z.string().max(64),
  owner: ownerSchema,
  tags: tagsSchema,
});
export type EditCertificateInput = z.infer<typeof editCertificateSchema>;

/** What filters and forms offer. */
export interface Marks {
  readonly owners: readonly Owner[];
  readonly tags: readonly string[];
}

const subjectShape = Object.fromEntries(
  subjectFields.map((field) => [field, z.string().max(400).optional()]),
) as Record<(typeof subjectFields)[number], z.ZodOptional<z.ZodString>>;
export const subjectSchema = z.strictObject(subjectShape);

export const keyTypeSchema = z.enum(keyTypes);
export const reasonSchema = z.enum(revocationReasons as [RevocationReason, ...RevocationReason[]]);

/** At most 64 KiB of PEM, base64 or DER as base64. */
const csrSchema = z
  .string()
  .min(1, "Paste or drop a certificate signing request.")
  .max(90_000, "A CSR is at most 64 KiB.");
const passwordSchema = z.string().min(8, "At least 8 characters, because it protects a private key.").max(256);

export const sealFormats = ["pkcs12-modern", "pkcs12-legacy", "pem"] as const;
export type SealFormat = (typeof sealFormats)[number];

export const keySourceSchema = z.discriminatedUnion("source", [
  /** Made in the requester's browser; only the CSR arrives. */
  z.strictObject({ source: z.literal("browser"), csr: csrSchema }),
  z.strictObject({ source: z.literal("csr"), csr: csrSchema }),
  z.strictObject({
    source: z.literal("server"),
    keyType: keyTypeSchema,
    password: passwordSchema,
    format: z.enum(sealFormats),
  }),
]);
export type KeySource = z.infer<typeof keySourceSchema>;

/** For previews a browser's key may not exist yet: then its type is enough. A server key needs no password yet. */
export const previewKeySchema = z.discriminatedUnion("source", [
  z.strictObject({ source: z.literal("browser"), keyType: keyTypeSchema }),
  z.strictObject({ source: z.literal("csr"), csr: z.string().max(90_000) }),
  z.strictObject({ source: z.literal("server"), keyType: keyTypeSchema }),
]);

export const validitySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("days"), days: z.int().min(1).max(36_500) }),
  z.strictObject({ kind: z.literal("until"), notAfter: z.iso.datetime({ offset: true }) }),
  /** The profile's default. */
  z.strictObject({ kind: z.literal("default") }),
]);

const certificateRequest = {
  /** May be null while exactly one authority can issue. */
  authorityId: z.string().max(64).nullable(),
  profileId: z.string().max(64),
  /** Null: as in the CSR. */
  subject: subjectSchema.nullable(),
  /** As a person types them; null: as in the CSR. */
  names: z.array(z.string().max(4_000)).max(250, "At most 250 names.").nullable(),
  validity: validitySchema,
};
export const issueSchema = z.strictObject({
  ...certificateRequest,
  key: keySourceSchema,
  /** Beside the certificate, not in it: nobody and none when left out. */
  owner: ownerSchema.optional(),
  tags: tagsSchema.optional(),
});
export type IssueInput = z.infer<typeof issueSchema>;
export const previewSchema = z.strictObject({ ...certificateRequest, key: previewKeySchema });
export type PreviewInput = z.infer<typeof previewSchema>;

export type ChangeKind = "granted" | "changed" | "added" | "refused" | "left-out";

/** One line of requested versus granted. */
export interface DecisionLine {
  /** `subject.commonName`, `names`, `validity`, `key`, `usage`, … */
  readonly field: string;
  /** Empty when it was not asked for. */
  readonly requested: string;
  /** Empty when it is not granted. */
  readonly granted: string;
  readonly change: ChangeKind;
  /** Which rule did it, in words; empty for `granted`. */
  readonly because: string;
  readonly rule: string;
}

export interface IssuePreview {
  readonly isAllowed: boolean;
  readonly authority: { readonly id: string; readonly name: string; readonly signatureLabel: string } | null;
  readonly profile: { readonly id: string; readonly name: string };
  readonly lines: readonly DecisionLine[];
  /** Policy and lint together, errors first. */
  readonly findings: readonly Finding[];
  readonly rulesChecked: number;
  /** The exact certificate but for serial, and key where it does not exist yet; null when nothing could be built. */
  readonly decoded: DecodedCertificate | null;
  /** What a CSR carried, when there is one. */
  readonly csr: {
    readonly subject: string;
    /** What its subject says in the fields we know, for filling the form. */
    readonly subjectFields: Subject;
    readonly names: readonly string[];
    readonly keyLabel: string;
    readonly keyType: KeyType | null;
    readonly attributes: readonly { readonly name: string; readonly text: string }[];
    readonly notUnderstood: readonly string[];
    readonly isSignatureValid: boolean;
  } | null;
}

/** A key made on the server, sealed with the password given; returned once and not kept. */
export interface SealedKey {
  readonly format: SealFormat;
  readonly fileName: string;
  /** Base64 of the PKCS#12, or of the encrypted PEM. */
  readonly contentBase64: string;
}

export interface Issued {
  readonly certificate: CertificateSummary;
  readonly pem: string;
  /** Issuer first, root last, PEM each. */
  readonly chainPem: readonly string[];
  readonly lines: readonly DecisionLine[];
  readonly findings: readonly Finding[];
  readonly sealedKey: SealedKey | null;
}

/** An act that needs to know nothing else. */
export const certificateActSchema = z.strictObject({ certificateId: z.string().max(64) });

export const renewSchema = z.strictObject({
  certificateId: z.string().max(64),
  validity: validitySchema,
  /** Null: the same key again. */
  key: keySourceSchema.nullable(),
});
export type RenewInput = z.infer<typeof renewSchema>;
export const previewRenewSchema = renewSchema.extend({ key: previewKeySchema.nullable() });
export type PreviewRenewInput = z.infer<typeof previewRenewSchema>;

export const revokeSchema = z.strictObject({
  certificateId: z.string().max(64),
  reason: reasonSchema,
  /** Other certificates with the same key to revoke along; only for keyCompromise. */
  alsoIds: z.array(z.string().max(64)).max(1_000),
  /** For an issuing authority: its name, typed. Empty for leaves. */
  confirmName: z.string().max(400),
});
export type RevokeInput = z.infer<typeof revokeSchema>;

/** What a revocation would hit, before it is confirmed. */
export interface RevokePreview {
  readonly certificate: CertificateSummary;
  /** Every other unexpired, unrevoked certificate with this key. */
  readonly sameKey: readonly CertificateSummary[];
  /** For an issuing authority: how many valid certificates it takes down; else 0. */
  readonly takesDown: number;
  /** Reasons that are still possible from the present state. */
  readonly reasons: readonly RevocationReason[];
}

export const downloadFormats = [
  ...(["pem", "der", "chain-pem", "fullchain-pem", "root-pem"] as const),
  ...(["p7b", "p7b-pem", "truststore-p12", "truststore-jks", "mobileconfig"] as const),
  ...(["kubernetes-trust", "env", "env-sh"] as const),
] as const;
export type DownloadFormat = (typeof downloadFormats)[number];
