import { z } from "zod";
import type { AuthorityState } from "../ca/ports";
import type { Finding } from "../errors";
import type { KeyType } from "../pki/algorithm";
import type { DecodedCertificate } from "../pki/decode";
import { keyTypeSchema, subjectSchema } from "./certificate";

export interface CrlHealth {
  readonly number: string;
  readonly thisUpdate: string;
  readonly nextUpdate: string;
  readonly entryCount: number;
  /** Its thisUpdate is older than a third of its life and a fresh one is overdue by a minute, or it is past nextUpdate. */
  readonly isLate: boolean;
}

/** What a form that asks for a certificate needs to know of an authority, and everybody may. */
export interface AuthorityChoice {
  readonly id: string;
  readonly name: string;
  readonly kind: "root" | "issuing";
  /** False with the reason in `whyNot` when it cannot issue now: paused, retired, revoked, expired, or its parent is. */
  readonly canIssue: boolean;
  readonly whyNot: string;
}

/** The same for one person: under which profiles they may issue from here, or ask; null for all there are. */
export interface AuthorityOffer extends AuthorityChoice {
  readonly issue: readonly string[] | null;
  readonly request: readonly string[] | null;
  /** PEM with the CRLs of the whole chain, for configuration. */
  readonly crlChainPemUrl: string;
}

export interface AuthoritySummary extends AuthorityChoice {
  readonly parentId: string | null;
  readonly state: AuthorityState;
  readonly keyType: KeyType;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly certificateId: string;
  /** Null until its first CRL is out. */
  readonly crl: CrlHealth | null;
  readonly counts: {
    readonly valid: number;
    readonly expiring: number;
    readonly expired: number;
    readonly revoked: number;
  };
}

export interface AuthorityDetail extends AuthoritySummary {
  readonly subject: string;
  readonly serial: string;
  readonly sha256: string;
  readonly sha1: string;
  readonly pem: string;
  /** This authority first, root last; each PEM. */
  readonly chainPem: readonly string[];
  readonly rootName: string;
  readonly rootPem: string;
  readonly rootSha256: string;
  readonly decoded: DecodedCertificate;
  readonly validationUrl: string;
  /** No other machine can reach a loopback URL. */
  readonly isValidationUrlLoopback: boolean;
  readonly crlUrl: string;
  readonly crlPemUrl: string;
  readonly crlChainPemUrl: string;
  readonly caIssuersUrl: string;
  readonly crlLifeSeconds: number;
  readonly may: {
    readonly pause: boolean;
    readonly resume: boolean;
    readonly retire: boolean;
    readonly revoke: boolean;
    readonly edit: boolean;
    readonly publishCrl: boolean;
    readonly createIssuing: boolean;
  };
}

const constraintList = z.array(z.string().max(400)).max(64);
/** As a person types them; empty lists mean no constraint of that kind. */
export const nameConstraintsSchema = z.strictObject({
  permitted: z.strictObject({ dns: constraintList, ip: constraintList, email: constraintList, uri: constraintList }),
  excluded: z.strictObject({ dns: constraintList, ip: constraintList, email: constraintList, uri: constraintList }),
});
export type NameConstraintsInput = z.infer<typeof nameConstraintsSchema>;
export const noNameConstraints: NameConstraintsInput = {
  permitted: { dns: [], ip: [], email: [], uri: [] },
  excluded: { dns: [], ip: [], email: [], uri: [] },
};

/** An http:// or https:// URL without query, fragment, or trailing slash. */
export const validationUrlSchema = z.string().max(200);

/** One CA certificate to make. `subject.commonName` is the authority's name. */
export const createRootSchema = z.strictObject({
  subject: subjectSchema,
  keyType: keyTypeSchema,
  validityYears: z.int().min(1, "At least one year.").max(40, "At most 40 years."),
  /** Null: no limit. For a root: how many levels below; for an issuing authority: 0 normally. */
  pathLength: z.int().min(0).max(5).nullable(),
  nameConstraints: nameConstraintsSchema,
  validationUrl: validationUrlSchema,
});
export type AuthoritySpec = z.infer<typeof createRootSchema>;

export const createIssuingSchema = createRootSchema.extend({ parentId: z.string().max(64) });
export type CreateIssuingInput = z.infer<typeof createIssuingSchema>;

export interface AuthorityPreview {
  readonly isAllowed: boolean;
  readonly decoded: DecodedCertificate | null;
  readonly findings: readonly Finding[];
  readonly rulesChecked: number;
}

export const updateAuthoritySchema = z.strictObject({
  authorityId: z.string().max(64),
  validationUrl: validationUrlSchema,
  /** Hours; at least 1, at most 365 days. */
  crlLifeHours: z.int().min(1, "At least one hour.").max(8_760, "At most 365 days."),
});
export type UpdateAuthorityInput = z.infer<typeof updateAuthoritySchema>;

export const authorityActSchema = z.strictObject({ authorityId: z.string().max(64) });
/** Retiring and revoking ask for the authority's name. */
export const confirmedAuthorityActSchema = z.strictObject({
  authorityId: z.string().max(64),
  confirmName: z.string().max(400),
});
export type ConfirmedAuthorityAct = z.infer<typeof confirmedAuthorityActSchema>;
