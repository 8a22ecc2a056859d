import type { AuthoritySummary } from "../contract/authority";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { type AuditAction, auditEntry } from "./audit-entry";
import { summaryOf } from "./authority-summary";
import { auditingRefusals, authorize } from "./authorize";
import { findAuthority } from "./chain";
import type { Permission } from "./permission";
import type { Authority, AuthorityTable, Ports } from "./ports";

interface Change {
  readonly change: Parameters<AuthorityTable["update"]>[1];
  readonly detail?: Readonly<Record<string, unknown>>;
}

interface Changing {
  readonly action: AuditAction;
  /** Asked for this authority; whether at all was asked already. */
  readonly permission: Permission;
  readonly authorityId: string;
}

/** Decides and changes under the lock of the authority's row, with the audit entry; `decide` throws what forbids it. */
export async function changeAuthority(
  ports: Ports,
  actor: Actor,
  { action, permission, authorityId }: Changing,
  decide: (authority: Authority) => Change,
): Promise<AuthoritySummary> {
  const { id, name } = await findAuthority(ports.store, authorityId);
  const act = { action, object: { kind: "authority", id, name } } as const;
  await authorize(ports, actor, permission, { ...act, on: { authorityId: id } });
  await auditingRefusals(ports, actor, act, () =>
    ports.store.transaction(async (tables) => {
      await tables.standing.lock({ authorityIds: [id], spkiSha256s: [] });
      const authority = await tables.authorities.lock(id);
      if (!authority) throw new CaError("not-found", "There is no such authority.", { field: "authorityId" });
      const { change, detail } = decide(authority);
      await tables.authorities.update(id, change);
      await tables.audit.append(auditEntry(ports, actor, { ...act, detail }));
    }),
  );
  ports.wakePublisher();
  return summaryOf(ports, actor, id);
}
