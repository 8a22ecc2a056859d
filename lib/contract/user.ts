import { z } from "zod";
import { type Role, roles } from "../ca/actor";
import { emailSchema, newPasswordSchema } from "./setup";

export interface UserDto {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly isDisabled: boolean;
  readonly hasPassword: boolean;
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
  }[];
}

export const roleSchema = z.enum(roles as unknown as [Role, ...Role[]]);
/** The new user sets a password through a one-time link. */
export const createUserSchema = z.strictObject({ email: emailSchema, role: roleSchema });
export type CreateUserInput = z.infer<typeof createUserSchema>;
export const userActSchema = z.strictObject({ userId: z.string().max(64) });
export const changeRoleSchema = z.strictObject({ userId: z.string().max(64), role: roleSchema });
export type ChangeRoleInput = z.infer<typeof changeRoleSchema>;

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
  readonly role: Role;
  /** Every permission of the role, e.g. `certificate.issue`. */
  readonly permissions: readonly string[];
  /** As set in the settings; empty for none. */
  readonly instanceName: string;
  /** Chosen in a new certificate's form; null: the first there is. */
  readonly defaultProfileId: string | null;
}
