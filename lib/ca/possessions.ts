import type { Possessions } from "../contract/user";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { certificateQuery } from "./certificate-query";
import type { Ports } from "./ports";
import { findUser } from "./users";

const firstShown = 5;

/** What somebody who is to be disabled leaves behind. */
export async function possessions(
  ports: Ports,
  actor: Actor,
  { userId }: { readonly userId: string },
): Promise<Possessions> {
  await authorize(ports, actor, "user.manage", { action: "user.disable" });
  const { id } = await findUser(ports, userId);
  const everything = { q: "", status: [], authority: [], profile: [], kind: [], sort: "expiry" } as const;
  const view = { ...everything, status: [], authority: [], profile: [], kind: [], owner: [`user:${id}`] };
  const query = { ...certificateQuery(ports, actor, { view }), cursor: null, limit: firstShown };
  const standing = { ...query, statuses: ["valid", "expiring", "hold"] as const };
  const [all, still, sessions, requests] = await Promise.all([
    ports.store.certificates.search({ ...query, limit: 1 }),
    ports.store.certificates.search(standing),
    ports.store.sessions.listOf(id, ports.clock()),
    ports.store.requests.count({ states: ["pending"], requesterId: id, scopes: null }),
  ]);
  return {
    certificates: { total: all.totalUpTo10001, standing: still.totalUpTo10001 },
    first: still.rows.map((row) => ({ id: row.id, name: row.displayName })),
    sessions: sessions.length,
    requests,
  };
}
