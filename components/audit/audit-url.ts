/** The audit screen's state lives in its URL; this is the only place that reads and writes it. */
import { type AuditSearch, auditSearchSchema } from "@/lib/contract/audit";

type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What does not fit the schema is dropped, so an old link still opens. */
export function parseAuditSearch(parameters: Parameters): AuditSearch {
  const shape = auditSearchSchema.shape;
  const text = (name: string) => {
    const value = [parameters[name] ?? ""].flat()[0]?.trim();
    return value ? value : null;
  };
  const result = shape.result.safeParse(text("result"));
  const before = shape.before.safeParse(text("before"));
  return {
    actor: text("actor")?.slice(0, 320) ?? null,
    action: text("action")?.slice(0, 64) ?? null,
    objectId: text("object")?.slice(0, 64) ?? null,
    result: result.success ? result.data : null,
    before: before.success ? before.data : null,
    limit: 50,
  };
}

export function auditHref(search: Partial<AuditSearch>): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | null | undefined) => value && query.set(name, value);
  put("actor", search.actor);
  put("action", search.action);
  put("object", search.objectId);
  put("result", search.result);
  put("before", search.before);
  const text = query.toString();
  return text === "" ? "/audit" : `/audit?${text}`;
}
