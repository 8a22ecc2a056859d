/** What the use cases about people share. */
import type { UserDto } from "../contract/user";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import type { AuditObject } from "./audit-entry";
import type { Ports, Tables, User } from "./ports";

export function userDto(user: User, actor: Actor): UserDto {
  return {
    id: user.id,
    email: user.email,
    role: user.role,
    isDisabled: user.disabledAt !== null,
    hasPassword: user.passwordHash !== null,
    createdAt: user.createdAt.toISOString(),
    lastSignInAt: user.lastSignInAt?.toISOString() ?? null,
    isSelf: actor.kind === "user" && actor.id === user.id,
  };
}

export const userObject = ({ id, email }: User): AuditObject => ({ kind: "user", id, name: email });

/** Whom an act meant that finds nobody. */
export const unknownUser = (input: { readonly userId: string } | { readonly email: string }): AuditObject =>
  "userId" in input
    ? { kind: "user", id: input.userId.slice(0, 64), name: "" }
    : { kind: "user", id: "", name: input.email.trim().slice(0, 254) };

/** Throws CaError("not-found"). */
export async function findUser(ports: Ports, userId: string): Promise<User> {
  const user = await ports.store.users.find(userId);
  if (!user) throw new CaError("not-found", "There is no such user.", { field: "userId" });
  return user;
}

/**
 * Throws CaError("conflict") when nobody who can sign in would be an administrator without this user.
 * Locks the administrators until the transaction ends, so that two cannot remove each other.
 */
export async function assertNotLastAdministrator(tables: Tables, user: User): Promise<void> {
  const active = await tables.users.lockActiveAdministrators();
  if (!active.some(({ id }) => id === user.id)) return;
  if (active.some(({ id, passwordHash }) => id !== user.id && passwordHash !== null)) return;
  throw new CaError("conflict", "This is the last administrator who can sign in; make another one first.");
}
