import type { AuthoritySummary } from "../contract/authority";
import type { Actor } from "./actor";
import { readReach } from "./certificate-reach";
import { authoritiesAbove, whyNotIssue } from "./chain";
import type { Authority, CertificateReach, CountedCertificates, CrlRecord, Ports } from "./ports";
import { crlHealth } from "./publish-crl";

type Count = AuthoritySummary["counts"];
const none: Count = { valid: 0, expiring: 0, expired: 0, revoked: 0 };

interface Context {
  /** Everything above it, parent first. */
  readonly above: readonly Authority[];
  readonly crl: Omit<CrlRecord, "der"> | null;
  readonly count: Count | undefined;
  readonly now: Date;
}

export function authoritySummary(authority: Authority, { above, crl, count, now }: Context): AuthoritySummary {
  const whyNot = whyNotIssue([authority, ...above], now);
  const { id, name, kind, parentId, state, keyType, certificateId } = authority;
  return {
    id,
    name,
    kind,
    parentId,
    state,
    canIssue: whyNot === "",
    whyNot,
    keyType,
    notBefore: authority.notBefore.toISOString(),
    notAfter: authority.notAfter.toISOString(),
    certificateId,
    crl: crl && crlHealth(authority, crl, now),
    counts: count ?? none,
  };
}

/** Every authority with its health, by four queries in all; only certificates within reach are counted. */
export async function authoritySummaries(ports: Ports, within: CertificateReach): Promise<AuthoritySummary[]> {
  return summaries(ports, { within });
}

/** Counting is what takes time. */
async function summaries(ports: Ports, counted: CountedCertificates): Promise<AuthoritySummary[]> {
  const now = ports.clock();
  const [authorities, crls, counts] = await Promise.all([
    ports.store.authorities.list(),
    ports.store.crls.latestOfAll(),
    ports.store.certificates.countsByAuthority(now, counted),
  ]);
  const byId = new Map(authorities.map((authority) => [authority.id, authority]));
  const crlById = new Map(crls.map((crl) => [crl.authorityId, crl]));
  return authorities.map((authority) => {
    const [, ...above] = authoritiesAbove(authority, byId);
    const crl = crlById.get(authority.id) ?? null;
    return authoritySummary(authority, { above, crl, count: counts.get(authority.id), now });
  });
}

/** One authority as it is now. */
export async function summaryOf(ports: Ports, actor: Actor, authorityId: string): Promise<AuthoritySummary> {
  const found = (await summaries(ports, { within: readReach(actor), authorityId })).find(
    ({ id }) => id === authorityId,
  );
  if (!found) throw new TypeError("The authority vanished; authorities are never deleted.");
  return found;
}
