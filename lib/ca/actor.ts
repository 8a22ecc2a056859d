import type { HeldGrant } from "./grant";

export const roles = ["administrator", "operator", "auditor", "requester"] as const;
export type Role = (typeof roles)[number];

export type Door = "console" | "command-line" | "job";

/** Who acts, whatever door they came through. Made by `lib/auth` for people, by the CLI and by jobs for themselves. */
export interface Actor {
  readonly kind: "user" | "setup" | "command-line" | "system";
  /** User id; empty for the others. */
  readonly id: string;
  /** E-mail address, or what the machine calls itself. */
  readonly name: string;
  /** As they are now; empty for the others: `permission.ts` says what each kind may do. */
  readonly grants: readonly HeldGrant[];
  readonly door: Door;
  /** Client address as believed (trusted proxies applied), or null where there is none. */
  readonly address: string | null;
}
