/** The audit screen's state lives in its URL; this reads what `audit-href.ts` wrote. */
import { type AuditSearch, auditSearchSchema } from "@/lib/contract/audit";

type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What does not fit the schema is dropped, so an old link still opens. */
export function parseAuditSearch(parameters: Parameters): AuditSearch {
  const shape = auditSearchSchema.shape;
  const text = (name: string) => {
    const value = [parameters[name] ?? ""].flat()[0]?.trim();
    return value ? value : null;
  };
  const one = <T>(schema: { safeParse(value: unknown): { data?: T } }, name: string) =>
    schema.safeParse(text(name)).data ?? null;
  return {
    actor: text("actor")?.slice(0, 320) ?? null,
    action: text("action")?.slice(0, 64) ?? null,
    objectId: text("object")?.slice(0, 64) ?? null,
    objectKind: one(shape.objectKind, "kind"),
    object: text("on")?.slice(0, 400) ?? null,
    from: one(shape.from, "from"),
    until: one(shape.until, "until"),
    result: one(shape.result, "result"),
    before: one(shape.before, "before"),
    limit: 50,
  };
}
