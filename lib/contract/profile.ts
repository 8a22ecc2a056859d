import { z } from "zod";
import {
  leafKinds,
  type NameRule,
  nameCounts,
  nameTypes,
  type Profile,
  type ProfileDraft,
  subjectRules,
} from "../ca/profile";
import type { Finding } from "../errors";
import { keyTypes } from "../pki/algorithm";
import { subjectFields } from "../pki/name";

export interface ProfileDto extends Profile {
  /** The same in readable sentences, in the order a person asks. */
  readonly sentences: readonly string[];
  /** Nothing is issued or renewed under it. */
  readonly isArchived: boolean;
}

/** A sentence of one version beside those of another. */
export interface SentenceChange {
  readonly text: string;
  readonly change: "same" | "added" | "removed";
}

export interface ProfileVersionDto {
  readonly version: number;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly name: string;
  /** Against the version before; all `added` for the first. */
  readonly changes: readonly SentenceChange[];
  /** How many certificates were issued under it. */
  readonly issued: number;
}

export interface ProfileDetail extends ProfileDto {
  /** Certificates under any version that are neither over nor revoked. */
  readonly standing: number;
  readonly may: {
    readonly copy: boolean;
    readonly edit: boolean;
    readonly archive: boolean;
    readonly restore: boolean;
  };
}

const idSchema = z.string().max(64);
const hostSchema = z.string().trim().max(255);
const nameRuleSchema: z.ZodType<NameRule> = z.union([
  z.strictObject({ type: z.literal("dns"), suffix: hostSchema, subdomains: z.boolean(), wildcards: z.boolean() }),
  z.strictObject({ type: z.literal("dns"), pattern: hostSchema }),
  z.strictObject({ type: z.literal("ip"), range: z.string().trim().max(64) }),
  z.strictObject({ type: z.literal("email"), domain: hostSchema, subdomains: z.boolean() }),
  z.strictObject({ type: z.literal("uri"), prefix: z.string().trim().max(1_000) }),
]);

/** One schema for each key of a record, so that none can be missing. */
const each = <K extends string, S extends z.ZodType>(keys: readonly K[], schema: S) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, schema])) as Record<K, S>);

const days = z.int("Whole days.").min(1, "At least one day.").max(36_500, "At most 36,500 days.");

export const profileDraftSchema: z.ZodType<ProfileDraft, ProfileDraft> = z.strictObject({
  name: z.string().trim().min(1, "Give it a name.").max(60, "At most 60 characters."),
  description: z.string().trim().max(300, "At most 300 characters."),
  kind: z.enum(leafKinds),
  keyUsage: z.array(z.enum(["digitalSignature", "keyEncipherment", "keyAgreement"])).max(3),
  keyTypes: z.array(z.enum(keyTypes)).min(1, "Allow at least one kind of key.").max(keyTypes.length),
  validityDaysDefault: days,
  validityDaysMax: days,
  subject: each(subjectFields, z.enum(subjectRules)),
  names: each(nameTypes, z.array(nameRuleSchema).max(100, "At most 100 rules.").nullable()),
  nameCounts: each(nameTypes, z.enum(nameCounts)),
  hasCrlDistributionPoint: z.boolean(),
  hasAuthorityInformationAccess: z.boolean(),
}) as unknown as z.ZodType<ProfileDraft, ProfileDraft>;

export const createProfileSchema = z.strictObject({ copyOf: idSchema, draft: profileDraftSchema });
export type CreateProfileInput = z.infer<typeof createProfileSchema>;

export const updateProfileSchema = z.strictObject({
  profileId: idSchema,
  /** The version that was edited: when it is no longer the newest, nothing is changed. */
  version: z.int().min(1),
  draft: profileDraftSchema,
});
export type UpdateProfileInput = z.infer<typeof updateProfileSchema>;

export const profileActSchema = z.strictObject({ profileId: idSchema });
export type ProfileAct = z.infer<typeof profileActSchema>;

/** `profileId` is what was copied or edited. */
export const reviewProfileSchema = z.strictObject({ profileId: idSchema, draft: profileDraftSchema });
export type ReviewProfileInput = z.infer<typeof reviewProfileSchema>;

/** What would be saved, in sentences, beside what there is. */
export interface ProfileReview {
  readonly changes: readonly SentenceChange[];
  /** Why it cannot be saved. */
  readonly findings: readonly Finding[];
  /** The newest version of the profile now. */
  readonly version: number;
}

export const testProfileSchema = z.strictObject({
  profileId: idSchema,
  /** What is on the form and not saved; null for the profile as it is. */
  draft: profileDraftSchema.nullable(),
  /** Null: the first that can issue. */
  authorityId: z.string().max(64).nullable(),
  request: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("csr"), csr: z.string().max(90_000) }),
    z.strictObject({
      kind: z.literal("names"),
      commonName: z.string().max(400),
      names: z.array(z.string().max(4_000)).max(250),
      keyType: z.enum(keyTypes),
    }),
  ]),
});
export type TestProfileInput = z.infer<typeof testProfileSchema>;

export { leafKinds, nameCounts, nameTypes, subjectRules } from "../ca/profile";
export { kinds } from "../ca/profile-kind";
export { fieldWords, nameTypeWords } from "../ca/profile-words";
