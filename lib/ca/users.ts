/** What the use cases about people share. */
import type { UserDto } from "../contract/user";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import type { AuditObject } from "./audit-entry";
import { grantDto, type ScopeNames, scopeNames } from "./grant-dto";
import type { Ports, Tables, User } from "./ports";

export async function userDtos(ports: Ports, actor: Actor, users: readonly User[]): Promise<UserDto[]> {
  const [names, linkEnds] = await Promise.all([scopeNames(ports), ports.store.users.linkEnds(ports.clock())]);
  return users.map((user) => userDto(user, actor, { names, linkEnds }));
}

export async function oneUserDto(ports: Ports, actor: Actor, userId: string): Promise<UserDto> {
  const [dto] = await userDtos(ports, actor, [await findUser(ports, userId)]);
  return dto!;
}

interface Context {
  readonly names: ScopeNames;
  readonly linkEnds: ReadonlyMap<string, Date>;
}

const userDto = (user: User, actor: Actor, { names, linkEnds }: Context): UserDto => ({
  id: user.id,
  email: user.email,
  grants: user.grants.map((grant) => grantDto(grant, names)),
  isDisabled: user.disabledAt !== null,
  hasPassword: user.passwordHash !== null,
  linkEndsAt: linkEnds.get(user.id)?.toISOString() ?? null,
  createdAt: user.createdAt.toISOString(),
  lastSignInAt: user.lastSignInAt?.toISOString() ?? null,
  isSelf: actor.kind === "user" && actor.id === user.id,
});

export const userObject = ({ id, email }: User): AuditObject => ({ kind: "user", id, name: email });

/** Whom an act meant that finds nobody. */
export const unknownUser = (input: { readonly userId: string } | { readonly email: string }): AuditObject =>
  "userId" in input
    ? { kind: "user", id: input.userId.slice(0, 64), name: "" }
    : { kind: "user", id: "", name: input.email.trim().slice(0, 254) };

/** Throws CaError("not-found"). */
export async function findUser(ports: Ports, userId: string): Promise<User> {
  const user = await ports.store.users.find(userId);
  if (!user) throw noUser();
  return user;
}

export const noUser = () => new CaError("not-found", "There is no such user.", { field: "userId" });

/**
 * Runs what may take an administrator away, and throws CaError("conflict") when nobody who can sign in would be an
 * administrator for everything any more. They stay locked until the transaction ends, so that two cannot remove each
 * other.
 */
export async function keepingAnAdministrator<T>(tables: Tables, userId: string, run: () => Promise<T>): Promise<T> {
  const before = await tables.users.lockActiveAdministrators();
  const result = await run();
  if (!before.some(({ id }) => id === userId)) return result;
  const after = await tables.users.lockActiveAdministrators();
  if (after.some(({ passwordHash }) => passwordHash !== null)) return result;
  // Beside them nobody had a password before either: then it is only they who must stay.
  if (after.some(({ id }) => id === userId)) return result;
  throw new CaError(
    "conflict",
    "This is the last administrator for everything who can sign in; make another one first.",
  );
}
