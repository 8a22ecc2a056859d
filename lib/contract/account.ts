import { z } from "zod";
import { newPasswordSchema } from "./setup";

export interface AccountDto {
  readonly email: string;
  /** As sentences: “operator for Corp Issuing, profiles Server and Client”. */
  readonly grants: readonly string[];
  /** Those that are not over, this one first, then the one that was seen last. */
  readonly sessions: readonly AccountSession[];
  /** The permission table as it is enforced for them. */
  readonly permissions: readonly {
    readonly permission: string;
    readonly description: string;
    readonly isAllowed: boolean;
  }[];
}

export interface AccountSession {
  /** Names it for its owner and is worth nothing otherwise: neither the secret of the cookie nor its hash. */
  readonly handle: string;
  /** The one that asks. */
  readonly isThis: boolean;
  readonly address: string | null;
  readonly userAgent: string;
  readonly beganAt: string;
  /** To the minute. */
  readonly lastSeenAt: string;
}

export const changePasswordSchema = z.strictObject({
  current: z.string().min(1, "Type your current password.").max(1_024),
  password: newPasswordSchema,
});
export type ChangePasswordInput = z.infer<typeof changePasswordSchema>;

export const endSessionSchema = z.strictObject({ handle: z.string().max(64) });
export type EndSessionInput = z.infer<typeof endSessionSchema>;

export const endSessionsSchema = z.strictObject({ which: z.enum(["others", "all"]) });
export type EndSessionsInput = z.infer<typeof endSessionsSchema>;

export interface EndedSessions {
  readonly endedSessions: number;
}
