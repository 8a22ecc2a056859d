/** What everybody may see and do about themselves; nobody gets at anybody else's. */
import type { AccountDto, AccountSession, EndedSessions, EndSessionInput, EndSessionsInput } from "../contract/account";
import { CaError } from "../errors";
import { sha256Hex } from "../pki/hash";
import type { Actor } from "./actor";
import { type AuditObject, auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import { scopeNames, sentenceOf } from "./grant-dto";
import { mayAct, permissionNames, permissions } from "./permission";
import type { Ports, Session } from "./ports";
import { isOver, storedId } from "./session";
import { findUser } from "./users";

export const ownObject = ({ id, name }: Actor): AuditObject => ({ kind: "user", id, name });

/** One-way from what the store knows a session by, which is one-way from what the cookie carries. */
const handleOf = ({ id }: Session): string => sha256Hex(new TextEncoder().encode(`session handle\0${id}`)).slice(0, 32);

export async function account(ports: Ports, actor: Actor, token: string): Promise<AccountDto> {
  await authorize(ports, actor, "account.manage", { action: "account.read", object: ownObject(actor) });
  const [user, sessions, names] = await Promise.all([
    findUser(ports, actor.id),
    sessionsOf(ports, actor),
    scopeNames(ports),
  ]);
  return {
    email: user.email,
    grants: user.grants.map((grant) => sentenceOf(grant, names)),
    sessions: sessions.map((session) => sessionOf(session, storedId(token))).sort(byInterest),
    permissions: permissionNames
      // What no role may is nobody's to miss.
      .filter((permission) => permissions[permission].roles.length > 0)
      .map((permission) => ({
        permission,
        description: permissions[permission].description,
        isAllowed: mayAct(actor, permission),
      })),
  };
}

async function sessionsOf({ store, clock }: Ports, { id }: Actor): Promise<Session[]> {
  const now = clock();
  const [sessions, settings] = await Promise.all([store.sessions.listOf(id, now), store.settings.read()]);
  return sessions.filter((session) => !isOver(session, settings, now));
}

function sessionOf(session: Session, thisId: string): AccountSession {
  const { id, address, userAgent, createdAt, lastSeenAt } = session;
  return {
    handle: handleOf(session),
    isThis: id === thisId,
    address,
    userAgent,
    beganAt: createdAt.toISOString(),
    lastSeenAt: (lastSeenAt ?? createdAt).toISOString(),
  };
}

const byInterest = (one: AccountSession, other: AccountSession): number =>
  Number(other.isThis) - Number(one.isThis) || other.lastSeenAt.localeCompare(one.lastSeenAt);

/** CaError("not-found") for one that is over, or somebody else's. */
export async function endSession(ports: Ports, actor: Actor, { handle }: EndSessionInput): Promise<void> {
  const act = { action: "session.end", object: ownObject(actor) } as const;
  await authorize(ports, actor, "account.manage", act);
  await auditingRefusals(ports, actor, act, async () => {
    const session = (await sessionsOf(ports, actor)).find((one) => handleOf(one) === handle);
    if (!session) throw new CaError("not-found", "This session is over already.", { field: "handle" });
    await ports.store.transaction(async (tables) => {
      await tables.sessions.revoke(session.id, ports.clock());
      await tables.audit.append(auditEntry(ports, actor, { ...act, detail: { from: session.address } }));
    });
  });
}

export async function endSessions(
  ports: Ports,
  actor: Actor,
  { which, sessionId }: EndSessionsInput & { readonly sessionId: string },
): Promise<EndedSessions> {
  const act = { action: "session.end-all", object: ownObject(actor) } as const;
  await authorize(ports, actor, "account.manage", act);
  return ports.store.transaction(async ({ sessions, audit }) => {
    const now = ports.clock();
    const isThisToo = which === "all";
    const endedSessions = isThisToo
      ? await sessions.revokeAllOf(actor.id, now)
      : await sessions.revokeOthersOf(actor.id, storedId(sessionId), now);
    await audit.append(auditEntry(ports, actor, { ...act, detail: { isThisToo, endedSessions } }));
    return { endedSessions };
  });
}
