/** What people are granted: given, changed and taken away. In force with their next request. */
import type { AddGrantInput, ChangeGrantInput, RemoveGrantInput, UserDto } from "../contract/user";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { changeUser } from "./change-user";
import type { Grant, HeldGrant, Scope } from "./grant";
import { type ScopeNames, scopeNames, sentenceOf } from "./grant-dto";
import { newId } from "./identifier";
import type { Ports, User } from "./ports";
import { keepingAnAdministrator } from "./users";

const grantsMax = 20;

export async function addGrant(ports: Ports, actor: Actor, input: AddGrantInput): Promise<UserDto> {
  await authorize(ports, actor, "user.manage", { action: "user.add-grant" });
  return changeUser(ports, actor, { action: "user.add-grant", userId: input.userId }, async (tables, user) => {
    const names = await scopeNames(ports);
    const grant = newGrant(ports, actor, heldGrant(input, names));
    assertNew(user.grants, grant);
    if (user.grants.length >= grantsMax) {
      throw new CaError("conflict", `At most ${grantsMax} grants for a person; widen one of them instead.`);
    }
    await tables.users.insertGrant(user.id, grant);
    return { grant: sentenceOf(grant, names), ...scopeOf(grant) };
  });
}

export async function changeGrant(ports: Ports, actor: Actor, input: ChangeGrantInput): Promise<UserDto> {
  await authorize(ports, actor, "user.manage", { action: "user.change-grant" });
  return changeUser(ports, actor, { action: "user.change-grant", userId: input.userId }, async (tables, { id }) => {
    const names = await scopeNames(ports);
    return keepingAnAdministrator(tables, id, async () => {
      const user = await tables.users.lock(id);
      const before = grantOf(user, input.grantId);
      const after = heldGrant(input, names);
      assertNew(user?.grants.filter((other) => other.id !== before.id) ?? [], after);
      await tables.users.updateGrant({ id: before.id, ...after });
      return { from: sentenceOf(before, names), to: sentenceOf(after, names), ...scopeOf(after) };
    });
  });
}

export async function removeGrant(ports: Ports, actor: Actor, input: RemoveGrantInput): Promise<UserDto> {
  await authorize(ports, actor, "user.manage", { action: "user.remove-grant" });
  return changeUser(ports, actor, { action: "user.remove-grant", userId: input.userId }, async (tables, { id }) => {
    const names = await scopeNames(ports);
    return keepingAnAdministrator(tables, id, async () => {
      const grant = grantOf(await tables.users.lock(id), input.grantId);
      await tables.users.deleteGrant(grant.id);
      return { grant: sentenceOf(grant, names), ...scopeOf(grant) };
    });
  });
}

export const newGrant = (ports: Ports, actor: Actor, held: HeldGrant): Grant => ({
  id: newId(ports),
  ...held,
  createdAt: ports.clock(),
  createdBy: actor.name,
});

/** Throws CaError("invalid") for an authority or a profile that is not there. */
export function heldGrant({ role, authorityIds, profileIds }: HeldGrant, names: ScopeNames): HeldGrant {
  return {
    role,
    authorityIds: known(authorityIds, names.authorities, { field: "authorityIds", what: "authority" }),
    profileIds: known(profileIds, names.profiles, { field: "profileIds", what: "profile" }),
  };
}

function known(
  ids: readonly string[] | null,
  names: ReadonlyMap<string, string>,
  { field, what }: { readonly field: string; readonly what: string },
): readonly string[] | null {
  if (ids === null) return null;
  if (ids.length === 0) throw new CaError("invalid", `Choose at least one ${what}, or all of them.`, { field });
  const unknown = ids.find((id) => !names.has(id));
  if (unknown !== undefined) throw new CaError("invalid", `There is no ${what} “${unknown.slice(0, 60)}”.`, { field });
  return [...new Set(ids)].sort();
}

const scopeOf = ({ authorityIds, profileIds }: Scope): Scope => ({ authorityIds, profileIds });

/** Two alike: taking one away would seem to change nothing. */
function assertNew(grants: readonly HeldGrant[], wanted: HeldGrant): void {
  const key = ({ role, authorityIds, profileIds }: HeldGrant) => JSON.stringify([role, authorityIds, profileIds]);
  if (grants.some((grant) => key(grant) === key(wanted))) {
    throw new CaError("conflict", "They have this very grant already.", { field: "role" });
  }
}

function grantOf(user: User | null, grantId: string): Grant {
  const grant = user?.grants.find(({ id }) => id === grantId);
  if (!grant) throw new CaError("not-found", "They have no such grant any more.", { field: "grantId" });
  return grant;
}
