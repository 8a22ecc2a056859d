import type { SessionDto } from "../contract/user";
import { sha256Hex } from "../pki/hash";
import type { Actor } from "./actor";
import { auditEntry } from "./audit-entry";
import { rolesText } from "./grant-words";
import { permissionsHeld } from "./permission";
import type { Ports, Session, Settings, User } from "./ports";

/** What the store knows a session by: whoever reads the database, or a copy of it, cannot sign in with what stands there. */
export const storedId = (token: string): string => sha256Hex(new TextEncoder().encode(token));

export const sessionDto = (token: string, user: User, settings: Settings): SessionDto => ({
  sessionId: token,
  userId: user.id,
  email: user.email,
  grants: user.grants.map(({ role, authorityIds, profileIds }) => ({ role, authorityIds, profileIds })),
  roles: rolesText(user.grants),
  permissions: permissionsHeld(user.grants),
  instanceName: settings.instanceName,
  defaultProfileId: settings.defaultProfileId,
});

/** Reads the user's row each time, so that a new role or a disabled account counts at once. */
export async function readSession(ports: Ports, token: string): Promise<SessionDto | null> {
  const now = ports.clock();
  const [found, settings] = await Promise.all([
    ports.store.sessions.findActive(storedId(token), now),
    ports.store.settings.read(),
  ]);
  if (!found || isOver(found.session, settings, now)) return null;
  if (now.getTime() - (found.session.lastSeenAt?.getTime() ?? 0) >= minute) {
    await ports.store.sessions.touch(found.session.id, now);
  }
  return sessionDto(token, found.user, settings);
}

const minute = 60_000;

/** Shorter limits hold for sessions that began under longer ones, too. */
export function isOver(
  { createdAt, lastSeenAt }: Session,
  { sessionHours, idleMinutes }: Pick<Settings, "sessionHours" | "idleMinutes">,
  now: Date,
): boolean {
  if (now.getTime() - createdAt.getTime() >= sessionHours * 60 * minute) return true;
  return idleMinutes !== null && now.getTime() - (lastSeenAt ?? createdAt).getTime() >= idleMinutes * minute;
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
