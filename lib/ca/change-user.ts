import type { ChangeRoleInput, UserDto } from "../contract/user";
import type { Actor } from "./actor";
import { type AuditAction, auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import type { Ports, Tables, User } from "./ports";
import { assertNotLastAdministrator, findUser, unknownUser, userDto, userObject } from "./users";

interface ById {
  readonly userId: string;
}

/** Ends their sessions and closes what they asked for, in the same transaction. */
export async function disableUser(ports: Ports, actor: Actor, input: ById): Promise<UserDto> {
  await authorize(ports, actor, "user.manage", { action: "user.disable" });
  return change(ports, actor, { action: "user.disable", userId: input.userId }, async (tables, user) => {
    if (user.disabledAt) return {};
    await assertNotLastAdministrator(tables, user);
    const now = ports.clock();
    await tables.users.update(user.id, { disabledAt: now });
    // Or one that was never used would open the account again on the day it is enabled.
    await tables.users.endLinks(user.id);
    const closing = { decidedAt: now, decidedById: actor.id || null, decidedByName: actor.name };
    const reason = "The account of whoever asked was disabled.";
    return {
      endedSessions: await tables.sessions.revokeAllOf(user.id, now),
      closedRequests: await tables.requests.closePendingOf(user.id, { ...closing, reason }),
    };
  });
}

export async function enableUser(ports: Ports, actor: Actor, input: ById): Promise<UserDto> {
  await authorize(ports, actor, "user.manage", { action: "user.enable" });
  return change(ports, actor, { action: "user.enable", userId: input.userId }, async (tables, user) => {
    await tables.users.update(user.id, { disabledAt: null });
    return {};
  });
}

/** In force with the next request of theirs: a session knows no role, only whose it is. */
export async function changeRole(ports: Ports, actor: Actor, input: ChangeRoleInput): Promise<UserDto> {
  await authorize(ports, actor, "user.manage", { action: "user.change-role" });
  return change(ports, actor, { action: "user.change-role", userId: input.userId }, async (tables, user) => {
    if (input.role !== "administrator") await assertNotLastAdministrator(tables, user);
    await tables.users.update(user.id, { role: input.role });
    return { from: user.role, to: input.role };
  });
}

async function change(
  ports: Ports,
  actor: Actor,
  { action, userId }: { readonly action: AuditAction; readonly userId: string },
  run: (tables: Tables, user: User) => Promise<Record<string, unknown>>,
): Promise<UserDto> {
  const missing = { action, object: unknownUser({ userId }) };
  const user = await auditingRefusals(ports, actor, missing, () => findUser(ports, userId));
  const act = { action, object: userObject(user) };
  return auditingRefusals(ports, actor, act, async () => {
    await ports.store.transaction(async (tables) => {
      const detail = await run(tables, (await tables.users.find(userId)) ?? user);
      await tables.audit.append(auditEntry(ports, actor, { ...act, detail }));
    });
    return userDto(await findUser(ports, userId), actor);
  });
}
