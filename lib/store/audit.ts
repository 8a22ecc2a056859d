import type { AuditEntry, AuditTable } from "../ca/ports";
import type { Database } from "./database";
import type { AuditEntry as AuditRow, Prisma } from "./generated/client";
import { storable, storableJson } from "./storable";

/** The casts restate what `append` was given. */
function entryFromRow(row: AuditRow): AuditEntry {
  return {
    ...row,
    actorKind: row.actorKind as AuditEntry["actorKind"],
    door: row.door as AuditEntry["door"],
    objectKind: row.objectKind as AuditEntry["objectKind"],
    result: row.result as AuditEntry["result"],
    detail: row.detail as AuditEntry["detail"],
  };
}

export function auditTable(database: Database): AuditTable {
  return {
    async append(entry) {
      const detail = storableJson(entry.detail) as Prisma.InputJsonObject;
      const actorName = storable(entry.actorName);
      const objectId = storable(entry.objectId);
      const objectName = storable(entry.objectName);
      await database.auditEntry.create({ data: { ...entry, actorName, objectId, objectName, detail } });
    },
    async list({ before, limit, actor, action, objectId, result, objectKind, object, from, until }) {
      const where: Prisma.AuditEntryWhereInput[] = [];
      if (before !== null) where.push({ id: { lt: before } });
      if (objectId !== null) where.push({ objectId });
      if (objectKind) where.push({ objectKind });
      if (object)
        where.push({ OR: [{ objectId: object }, { objectName: { contains: likeText(object), mode: "insensitive" } }] });
      if (from) where.push({ at: { gte: from } });
      if (until) where.push({ at: { lt: until } });
      if (result !== null) where.push({ result });
      if (action !== null) where.push({ OR: [{ action }, { action: { startsWith: `${action}.` } }] });
      if (actor !== null)
        where.push({ OR: [{ actorId: actor }, { actorName: { contains: likeText(actor), mode: "insensitive" } }] });
      const rows = await database.auditEntry.findMany({ where: { AND: where }, orderBy: { id: "desc" }, take: limit });
      return rows.map(entryFromRow);
    },
  };
}

/** Prisma's `contains` passes LIKE's wildcards through. */
function likeText(text: string): string {
  return storable(text).replace(/[\\%_]/g, "\\$&");
}
