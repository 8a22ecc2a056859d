import type { UserDto } from "../contract/user";
import type { Actor } from "./actor";
import { type AuditAction, auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import type { Ports, Tables, User } from "./ports";
import { findUser, keepingAnAdministrator, noUser, oneUserDto, unknownUser, userObject } from "./users";

interface ById {
  readonly userId: string;
}

export async function disableUser(ports: Ports, actor: Actor, input: ById): Promise<UserDto> {
  await authorize(ports, actor, "user.manage", { action: "user.disable" });
  return changeUser(ports, actor, { action: "user.disable", userId: input.userId }, async (tables, { id }) => {
    return keepingAnAdministrator(tables, id, async () => {
      const user = await tables.users.lock(id);
      return user?.disabledAt ? {} : shutOut(tables, actor, { userId: id, now: ports.clock() });
    });
  });
}

/** Everything that ends with an account, in the transaction that disables it; returns what did, for the audit log. */
async function shutOut(
  tables: Tables,
  actor: Actor,
  { userId, now }: ById & { readonly now: Date },
): Promise<Record<string, unknown>> {
  await tables.users.update(userId, { disabledAt: now });
  // Or one that was never used would open the account again on the day it is enabled.
  await tables.users.endLinks(userId);
  const closing = { decidedAt: now, decidedById: actor.id || null, decidedByName: actor.name };
  const reason = "The account of whoever asked was disabled.";
  return {
    endedSessions: await tables.sessions.revokeAllOf(userId, now),
    closedRequests: await tables.requests.closePendingOf(userId, { ...closing, reason }),
  };
}

export async function enableUser(ports: Ports, actor: Actor, input: ById): Promise<UserDto> {
  await authorize(ports, actor, "user.manage", { action: "user.enable" });
  return changeUser(ports, actor, { action: "user.enable", userId: input.userId }, async (tables, user) => {
    await tables.users.update(user.id, { disabledAt: null });
    return {};
  });
}

/** The change and its audit entry in one transaction; `run` returns the entry's detail. */
export async function changeUser(
  ports: Ports,
  actor: Actor,
  { action, userId }: { readonly action: AuditAction; readonly userId: string },
  run: (tables: Tables, user: User) => Promise<Readonly<Record<string, unknown>>>,
): Promise<UserDto> {
  const missing = { action, object: unknownUser({ userId }) };
  const user = await auditingRefusals(ports, actor, missing, () => findUser(ports, userId));
  const act = { action, object: userObject(user) };
  return auditingRefusals(ports, actor, act, async () => {
    await ports.store.transaction(async (tables) => {
      const current = await tables.users.find(userId);
      if (!current) throw noUser();
      const detail = await run(tables, current);
      await tables.audit.append(auditEntry(ports, actor, { ...act, detail }));
    });
    return oneUserDto(ports, actor, userId);
  });
}
