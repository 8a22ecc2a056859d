/** Which certificates an actor reaches: for one certificate, and as a condition that the store searches by. Pure. */
import type { Actor } from "./actor";
import { covers, onCertificate } from "./grant";
import { mayAct, type Permission, scopesOf } from "./permission";
import type { CertificateReach, CertificateRecord } from "./ports";

/** Where a permission about certificates holds. */
export function reachOf(actor: Actor, permission: Permission): CertificateReach {
  const scopes = scopesOf(actor, permission);
  return scopes === null ? "everything" : { scopes, ownOf: null };
}

/** Whoever may not read all reads where they were granted to, and what they asked for or own. */
export function readReach(actor: Actor): CertificateReach {
  const reach = reachOf(actor, "certificate.read");
  if (reach === "everything") return reach;
  const readsOwn = actor.kind === "user" && mayAct(actor, "certificate.read-own");
  return { ...reach, ownOf: readsOwn ? actor.id : null };
}

type Facts = Pick<CertificateRecord, "authorityId" | "profileId" | "issuedById" | "owner">;

/** The same answer as the store's. */
export function reaches(reach: CertificateReach, record: Facts): boolean {
  if (reach === "everything") return true;
  const { scopes, ownOf } = reach;
  const isOwn = ownOf !== null && (record.issuedById === ownOf || record.owner === `user:${ownOf}`);
  return isOwn || scopes.some((scope) => covers(scope, onCertificate(record)));
}
