/** Addresses of the audit screen. Apart from what reads them, which brings the schemas along. */
import type { AuditEntryDto, AuditExportFormat, AuditSearch } from "@/lib/contract/audit";

type View = { readonly [Field in keyof AuditSearch]?: AuditSearch[Field] | string };

export const auditHref = (search: View): string => withQuery("/audit", search);

/** The whole view as a file. */
export const exportHref = (search: AuditSearch, format: AuditExportFormat): string =>
  withQuery("/audit/export", { ...search, before: null }, format);

function withQuery(path: string, search: View, format?: AuditExportFormat): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | number | null | undefined) => value && query.set(name, String(value));
  put("actor", search.actor);
  put("action", search.action);
  put("object", search.objectId);
  put("kind", search.objectKind);
  put("on", search.object);
  put("from", search.from);
  put("until", search.until);
  put("result", search.result);
  put("before", search.before);
  put("format", format);
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Everything that was ever done with one object, or with the one of its kind. */
export function historyHref({ objectKind, objectId }: Pick<AuditEntryDto, "objectKind" | "objectId">): string {
  return auditHref(objectId === "" ? { objectKind } : { objectId });
}
