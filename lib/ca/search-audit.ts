import type { AuditFilter, AuditPage, AuditSearch } from "../contract/audit";
import type { Actor } from "./actor";
import { auditDto } from "./audit-dto";
import { auditActions } from "./audit-entry";
import { authorize } from "./authorize";
import type { Ports } from "./ports";

/** Newest first. */
export async function searchAudit(ports: Ports, actor: Actor, input: AuditSearch): Promise<AuditPage> {
  await authorize(ports, actor, "audit.read", { action: "audit.read" });
  const { before, limit, ...filter } = input;
  const entries = await ports.store.audit.list({
    ...auditQuery(filter),
    before: before === null ? null : BigInt(before),
    limit: limit + 1,
  });
  const shown = entries.slice(0, limit);
  const last = entries.length > limit ? shown.at(-1) : undefined;
  return {
    entries: shown.map(auditDto),
    nextBefore: last ? last.id.toString() : null,
    actions: auditActions,
  };
}

const dayMilliseconds = 86_400_000;

/** Days become moments: the last one ends where the next begins. */
export function auditQuery({ from, until, ...filter }: AuditFilter) {
  return {
    ...filter,
    from: from ? new Date(`${from}T00:00:00Z`) : null,
    until: until ? new Date(Date.parse(`${until}T00:00:00Z`) + dayMilliseconds) : null,
  };
}
