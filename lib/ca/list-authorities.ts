import type { AuthorityOffer, AuthoritySummary } from "../contract/authority";
import type { Actor } from "./actor";
import { authoritySummaries } from "./authority-summary";
import { authorize } from "./authorize";
import { readReach } from "./certificate-reach";
import { authoritiesAbove, whyNotIssue } from "./chain";
import { profilesFrom } from "./grant";
import { mayAct, scopesOf } from "./permission";
import type { Ports } from "./ports";
import { crlChainPemUrl } from "./url";

export async function listAuthorities(ports: Ports, actor: Actor): Promise<readonly AuthoritySummary[]> {
  await authorize(ports, actor, "authority.read", { action: "authority.read" });
  const all = await authoritySummaries(ports, readReach(actor));
  return all.filter(({ id }) => mayAct(actor, "authority.read", { authorityId: id }));
}

/** Whoever may preview chooses among the authorities that they reach; what each of them did is for those who may read. */
export async function authorityChoices(ports: Ports, actor: Actor): Promise<readonly AuthorityOffer[]> {
  await authorize(ports, actor, "certificate.preview", { action: "authority.read" });
  const authorities = await ports.store.authorities.list();
  const byId = new Map(authorities.map((authority) => [authority.id, authority]));
  const now = ports.clock();
  const reached = authorities.filter(({ id }) => mayAct(actor, "certificate.preview", { authorityId: id }));
  return reached.map((authority) => {
    const whyNot = whyNotIssue([authority, ...authoritiesAbove(authority, byId).slice(1)], now);
    const { id, name, kind } = authority;
    return {
      ...{ id, name, kind, canIssue: whyNot === "", whyNot },
      issue: profilesFrom(scopesOf(actor, "certificate.issue"), id),
      request: profilesFrom(scopesOf(actor, "request.create"), id),
      crlChainPemUrl: crlChainPemUrl(authority),
    };
  });
}
