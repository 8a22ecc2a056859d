import type { SessionDto } from "../contract/user";
import { sha256Hex } from "../pki/hash";
import type { Actor } from "./actor";
import { auditEntry } from "./audit-entry";
import { permissionsOf } from "./permission";
import type { Ports, User } from "./ports";

/** What the store knows a session by: whoever reads the database, or a copy of it, cannot sign in with what stands there. */
export const storedId = (token: string): string => sha256Hex(new TextEncoder().encode(token));

export const sessionDto = (token: string, user: User): SessionDto => ({
  sessionId: token,
  userId: user.id,
  email: user.email,
  role: user.role,
  permissions: permissionsOf(user.role),
});

/** Reads the user's row each time, so that a new role or a disabled account counts at once. */
export async function readSession(ports: Ports, token: string): Promise<SessionDto | null> {
  const found = await ports.store.sessions.findActive(storedId(token), ports.clock());
  return found && sessionDto(token, found.user);
}

/** Everybody may end a session of their own; somebody else's, or one that is over, is left alone. */
export async function signOut(ports: Ports, actor: Actor, token: string): Promise<void> {
  const sessionId = storedId(token);
  const found = await ports.store.sessions.findActive(sessionId, ports.clock());
  if (!found || actor.kind !== "user" || found.user.id !== actor.id) return;
  await ports.store.transaction(async (tables) => {
    await tables.sessions.revoke(sessionId, ports.clock());
    const object = { kind: "user", id: actor.id, name: actor.name } as const;
    await tables.audit.append(auditEntry(ports, actor, { action: "session.sign-out", object }));
  });
}
