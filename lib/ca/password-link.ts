import type { OneTimeLink } from "../contract/user";
import { sha256 } from "../pki/hash";
import type { Actor } from "./actor";
import { newToken } from "./identifier";
import type { PasswordLink, Ports, User } from "./ports";

const linkSeconds = { console: 24 * 3_600, "command-line": 3_600, job: 3_600 } as const;

/** A link that sets one password, once. Only its hash is stored. */
export function newLink(
  ports: Ports,
  user: Pick<User, "id">,
  { door }: Actor,
): { readonly link: OneTimeLink; readonly stored: PasswordLink } {
  const token = newToken(ports.randomBytes);
  const expiresAt = new Date(ports.clock().getTime() + linkSeconds[door] * 1_000);
  return {
    link: { path: `/password/${token}`, expiresAt: expiresAt.toISOString() },
    stored: { tokenHash: hashOfToken(token), userId: user.id, expiresAt },
  };
}

export const hashOfToken = (token: string): Uint8Array => sha256(new TextEncoder().encode(token));
