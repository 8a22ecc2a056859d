import type { AuthoritySummary } from "../contract/authority";
import type { Actor } from "./actor";
import { authoritySummaries } from "./authority-summary";
import { authorize } from "./authorize";
import { mayAct } from "./permission";
import type { Ports } from "./ports";

/** Whoever may preview sees which authorities there are; how much each has issued is for those who may read. */
export async function listAuthorities(ports: Ports, actor: Actor): Promise<readonly AuthoritySummary[]> {
  await authorize(ports, actor, "certificate.preview", { action: "authority.read" });
  const summaries = await authoritySummaries(ports);
  if (mayAct(actor, "authority.read")) return summaries;
  const counts = { valid: 0, expiring: 0, expired: 0, revoked: 0 };
  return summaries.map((summary) => ({ ...summary, counts }));
}
