/** The audit log as a file, read page after page: the memory it takes does not grow with the log. */
import type { AuditEntryDto, AuditExport, AuditExportFormat, AuditFilter } from "../contract/audit";
import { csvLine } from "../delivery/csv";
import type { Actor } from "./actor";
import { auditDto } from "./audit-dto";
import { auditEntry, instanceObject } from "./audit-entry";
import { authorize } from "./authorize";
import type { Ports } from "./ports";
import { auditQuery } from "./search-audit";

const pageEntries = 500;

export async function exportAudit(
  ports: Ports,
  actor: Actor,
  { filter, format }: { readonly filter: AuditFilter; readonly format: AuditExportFormat },
): Promise<AuditExport> {
  await authorize(ports, actor, "audit.read", { action: "audit.export" });
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
  const detail = { format, filter: asked };
  await ports.store.audit.append(auditEntry(ports, actor, { action: "audit.export", object: instanceObject, detail }));
  const day = ports.clock().toISOString().slice(0, 10);
  return {
    fileName: `countersign-audit-${day}.${format}`,
    mediaType: format === "csv" ? "text/csv; charset=utf-8" : "application/json",
    content: format === "csv" ? csv(ports, filter) : json(ports, filter),
  };
}

async function* pages(ports: Ports, filter: AuditFilter): AsyncGenerator<readonly AuditEntryDto[]> {
  for (let before: bigint | null = null; ; ) {
    const entries = await ports.store.audit.list({ ...auditQuery(filter), before, limit: pageEntries });
    yield entries.map(auditDto);
    if (entries.length < pageEntries) return;
    before = entries.at(-1)!.id;
  }
}

const columns = [
  "id",
  "at",
  "actor",
  "actorKind",
  "door",
  "address",
  "action",
  "objectKind",
  "objectId",
  "objectName",
  "result",
  "sentence",
] as const satisfies readonly (keyof AuditEntryDto)[];

async function* csv(ports: Ports, filter: AuditFilter): AsyncGenerator<string> {
  yield csvLine([...columns, "detail"]);
  for await (const entries of pages(ports, filter)) {
    yield entries
      .map((entry) => csvLine([...columns.map((column) => entry[column] ?? ""), JSON.stringify(entry.detail)]))
      .join("");
  }
}

/** One array, one entry per line. */
async function* json(ports: Ports, filter: AuditFilter): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const entries of pages(ports, filter)) {
    for (const entry of entries) {
      yield separator + JSON.stringify(entry);
      separator = ",\n";
    }
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}
