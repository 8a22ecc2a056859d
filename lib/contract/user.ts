import { z } from "zod";
import { type Role, roles } from "../ca/actor";
import type { HeldGrant } from "../ca/grant";
import { emailSchema, newPasswordSchema } from "./setup";

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface GrantDto {
  readonly id: string;
  readonly role: Role;
  /** Null for all there are and will be. */
  readonly authorities: readonly Named[] | null;
  readonly profiles: readonly Named[] | null;
  /** “operator for Corp Issuing, profiles Server and Client” */
  readonly sentence: string;
  readonly createdAt: string;
  readonly createdBy: string;
}

export interface UserDto {
  readonly id: string;
  readonly email: string;
  readonly grants: readonly GrantDto[];
  readonly isDisabled: boolean;
  readonly hasPassword: boolean;
  /** When the one-time link that they have not used yet ends; null when there is none. */
  readonly linkEndsAt: string | null;
  readonly createdAt: string;
  readonly lastSignInAt: string | null;
  readonly isSelf: boolean;
}

export interface UserList {
  readonly users: readonly UserDto[];
  /** The permission table as it is enforced. */
  readonly permissions: readonly {
    readonly permission: string;
    readonly description: string;
    readonly roles: readonly Role[];
    /** What a grant may be limited to and still give it; with nothing here, only a grant for everything does. */
    readonly limits: readonly ("authority" | "profile")[];
  }[];
  /** What a grant can be limited to. */
  readonly choices: { readonly authorities: readonly Named[]; readonly profiles: readonly Named[] };
}

export const roleSchema = z.enum(roles as unknown as [Role, ...Role[]]);
const named = (what: string) =>
  z.array(z.string().max(100)).min(1, `Choose at least one ${what}, or all of them.`).max(100).readonly().nullable();
/** Ids; null for all there are and will be. */
const scopeShape = { authorityIds: named("authority"), profileIds: named("profile") };
/** The new user sets a password through a one-time link. */
export const createUserSchema = z.strictObject({
  email: emailSchema,
  role: roleSchema,
  authorityIds: scopeShape.authorityIds.optional(),
  profileIds: scopeShape.profileIds.optional(),
});
/** Without a scope: for everything. */
export type CreateUserInput = z.infer<typeof createUserSchema>;
const id = z.string().max(64);
export const userActSchema = z.strictObject({ userId: id });
export const addGrantSchema = z.strictObject({ userId: id, role: roleSchema, ...scopeShape });
export type AddGrantInput = z.infer<typeof addGrantSchema>;
export const changeGrantSchema = z.strictObject({ userId: id, grantId: id, role: roleSchema, ...scopeShape });
export type ChangeGrantInput = z.infer<typeof changeGrantSchema>;
export const removeGrantSchema = z.strictObject({ userId: id, grantId: id });
export type RemoveGrantInput = z.infer<typeof removeGrantSchema>;

/** What a person who is to be disabled leaves behind. */
export interface Possessions {
  /** Certificates whose owner they are, and those of them that still count: neither revoked nor expired. */
  readonly certificates: { readonly total: number; readonly standing: number };
  readonly first: readonly { readonly id: string; readonly name: string }[];
  readonly sessions: number;
  /** What they asked for and nobody decided yet: it is closed with them. */
  readonly requests: number;
}

/** Shown once. `path` is relative to the console's URL. */
export interface OneTimeLink {
  readonly path: string;
  readonly expiresAt: string;
}

export const setPasswordSchema = z.strictObject({ token: z.string().max(200), password: newPasswordSchema });
export type SetPasswordInput = z.infer<typeof setPasswordSchema>;

export const signInSchema = z.strictObject({ email: z.string().max(320), password: z.string().max(1_024) });
export type SignInInput = z.infer<typeof signInSchema>;

/** What a session knows about its person; the screens' `may` flags come from here. */
export interface SessionDto {
  /** The secret that the cookie carries; the store has its SHA-256 only. */
  readonly sessionId: string;
  readonly userId: string;
  readonly email: string;
  readonly grants: readonly HeldGrant[];
  /** “operator, auditor (limited)” */
  readonly roles: string;
  /** What the grants allow somewhere, e.g. `certificate.issue`. */
  readonly permissions: readonly string[];
  /** As set in the settings; empty for none. */
  readonly instanceName: string;
  /** Chosen in a new certificate's form; null: the first there is. */
  readonly defaultProfileId: string | null;
}
