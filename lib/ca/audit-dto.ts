import type { AuditEntryDto } from "../contract/audit";
import { auditSentence } from "./audit-sentence";
import type { AuditEntry } from "./ports";

export function auditDto(entry: AuditEntry): AuditEntryDto {
  return {
    id: entry.id.toString(),
    at: entry.at.toISOString(),
    actor: entry.actorName,
    actorKind: entry.actorKind,
    door: entry.door,
    address: entry.address,
    action: entry.action,
    sentence: auditSentence(entry),
    objectKind: entry.objectKind,
    objectId: entry.objectId,
    objectName: entry.objectName,
    result: entry.result,
    detail: entry.detail,
  };
}
