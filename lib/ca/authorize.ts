import { CaError, isCaError } from "../errors";
import type { Actor } from "./actor";
import { type Act, type AuditAction, type AuditObject, auditEntry, instanceObject } from "./audit-entry";
import type { On } from "./grant";
import { mayAct, type Permission, permissions } from "./permission";
import type { Ports } from "./ports";

/** What a refusal is written with. */
type Recording = Pick<Ports, "clock" | "store">;

interface Attempt {
  /** What the audit log calls the attempt. */
  readonly action: AuditAction;
  readonly object?: AuditObject;
  /** What the act is about, once that is known; without it the question is whether they may anywhere. */
  readonly on?: On;
}

/**
 * The first line of every use case, and again as soon as it is known what the act is about. A refusal is written to the
 * audit log in a transaction of its own, then thrown as CaError("forbidden"), for what exists and lies outside of a
 * grant as well: identifiers cannot be guessed, so saying so gives nothing away.
 */
export async function authorize(
  ports: Recording,
  actor: Actor,
  permission: Permission,
  { action, object = instanceObject, on = {} }: Attempt,
): Promise<void> {
  if (mayAct(actor, permission, on)) return;
  const error = mayAct(actor, permission) ? outOfReach(permission) : forbidden(permission);
  return refuse(ports, actor, { action, object, detail: { permission, ...on } }, error);
}

/** Records why something was not done, in a transaction of its own, then throws it. */
export async function refuse(ports: Recording, actor: Actor, act: Omit<Act, "result">, error: CaError): Promise<never> {
  const detail = { ...act.detail, code: error.code, why: error.detail.slice(0, 500) };
  const rules = error.findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
  const entry = auditEntry(ports, actor, {
    ...act,
    result: error.code === "unavailable" ? "failed" : "refused",
    detail: rules.length ? { ...detail, rules: [...new Set(rules)].slice(0, 20) } : detail,
  });
  try {
    await ports.store.audit.append(entry);
  } catch (cause) {
    // The database may be what was unavailable; nothing was done, and the caller hears why.
    if (error.code !== "unavailable") throw cause;
  }
  throw error;
}

/** Runs the part of a use case that may refuse; whatever it refuses is in the audit log before the caller hears of it. */
export async function auditingRefusals<T>(
  ports: Recording,
  actor: Actor,
  act: Omit<Act, "result">,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!isCaError(error)) throw error;
    return refuse(ports, actor, act, error);
  }
}

function forbidden(permission: Permission): CaError {
  const { description, roles, limits } = permissions[permission];
  const where = limits.length ? "" : ", when granted for everything";
  const who = roles.length ? `Roles that may${where}: ${roles.join(", ")}.` : "No role may.";
  return new CaError("forbidden", `Your role may not do this: ${lowerFirst(description)}. ${who}`);
}

function outOfReach(permission: Permission): CaError {
  const what = lowerFirst(permissions[permission].description);
  const detail = `What you were granted does not reach this: ${what}. An administrator can widen it.`;
  return new CaError("forbidden", detail);
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
