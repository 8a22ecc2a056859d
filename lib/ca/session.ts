import type { SessionDto } from "../contract/user";
import type { Actor } from "./actor";
import { auditEntry } from "./audit-entry";
import { permissionsOf } from "./permission";
import type { Ports, Session, User } from "./ports";

export const sessionDto = ({ id }: Session, user: User): SessionDto => ({
  sessionId: id,
  userId: user.id,
  email: user.email,
  role: user.role,
  permissions: permissionsOf(user.role),
});

/** Reads the user's row each time, so that a new role or a disabled account counts at once. */
export async function readSession(ports: Ports, sessionId: string): Promise<SessionDto | null> {
  const found = await ports.store.sessions.findActive(sessionId, ports.clock());
  return found && sessionDto(found.session, found.user);
}

/** Everybody may end a session of their own; somebody else's, or one that is over, is left alone. */
export async function signOut(ports: Ports, actor: Actor, sessionId: string): Promise<void> {
  const found = await ports.store.sessions.findActive(sessionId, ports.clock());
  if (!found || actor.kind !== "user" || found.user.id !== actor.id) return;
  await ports.store.transaction(async (tables) => {
    await tables.sessions.revoke(sessionId, ports.clock());
    const object = { kind: "user", id: actor.id, name: actor.name } as const;
    await tables.audit.append(auditEntry(ports, actor, { action: "session.sign-out", object }));
  });
}
