import type { CreateUserInput, OneTimeLink, UserDto } from "../contract/user";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import { heldGrant, newGrant } from "./change-grants";
import { scopeNames, sentenceOf } from "./grant-dto";
import { newId } from "./identifier";
import { newLink } from "./password-link";
import type { Ports, User } from "./ports";
import { oneUserDto, userObject } from "./users";

/** An invitation: a user without a password and with one grant, and the one-time link to set the password. */
export async function createUser(
  ports: Ports,
  actor: Actor,
  { email, role, authorityIds = null, profileIds = null }: CreateUserInput,
): Promise<{ readonly user: UserDto; readonly link: OneTimeLink }> {
  await authorize(ports, actor, "user.manage", { action: "user.create" });
  const act = { action: "user.create", object: { kind: "user", id: "", name: email } } as const;
  return auditingRefusals(ports, actor, act, async () => {
    if (await ports.store.users.findByEmail(email)) throw taken(email);
    const names = await scopeNames(ports);
    const grant = newGrant(ports, actor, heldGrant({ role, authorityIds, profileIds }, names));
    const user: User = {
      id: newId(ports),
      email,
      grants: [grant],
      passwordHash: null,
      createdAt: ports.clock(),
      disabledAt: null,
      lastSignInAt: null,
    };
    const { link, stored } = newLink(ports, user, actor);
    const detail = { grant: sentenceOf(grant, names), role, authorityIds, profileIds };
    await ports.store.transaction(async (tables) => {
      await tables.users.insert(user);
      await tables.users.insertLink(stored);
      await tables.audit.append(auditEntry(ports, actor, { ...act, object: userObject(user), detail }));
    });
    return { user: await oneUserDto(ports, actor, user.id), link };
  });
}

const taken = (email: string) =>
  new CaError("conflict", `There is a user ${email} already; enable them or make them a new link instead.`, {
    field: "email",
  });
