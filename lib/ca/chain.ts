/** An authority with everything above it, and whether it may issue. */
import { CaError } from "../errors";
import { type Certificate, parseCertificate } from "../pki/certificate";
import type { IssuerFacts } from "./policy";
import type { Authority, CertificateRecord, Tables } from "./ports";

export interface Link {
  readonly authority: Authority;
  readonly certificate: Certificate;
}
/** This authority first, root last. */
export type Chain = readonly [Link, ...Link[]];

/** Throws CaError("not-found"). */
export async function loadChain(tables: Pick<Tables, "authorities">, authorityId: string): Promise<Chain> {
  const first = link(await findAuthority(tables, authorityId));
  const above: Link[] = [];
  for (let parentId = first.authority.parentId; parentId; ) {
    const next = link(await findAuthority(tables, parentId));
    above.push(next);
    parentId = next.authority.parentId;
  }
  return [first, ...above];
}

export async function findAuthority(tables: Pick<Tables, "authorities">, authorityId: string): Promise<Authority> {
  const authority = await tables.authorities.find(authorityId);
  if (!authority) throw new CaError("not-found", "There is no such authority.", { field: "authorityId" });
  return authority;
}

const link = (authority: Authority): Link => ({ authority, certificate: parseCertificate(authority.certificateDer) });

/** The authorities from `authority` up to its root, from a list of all. */
export function authoritiesAbove(authority: Authority, all: ReadonlyMap<string, Authority>): Authority[] {
  const parent = authority.parentId ? all.get(authority.parentId) : undefined;
  return parent ? [authority, ...authoritiesAbove(parent, all)] : [authority];
}

/** Why the first of the chain signs no certificate now; empty when it may. Its CRL goes on in any case. */
export function whyNotIssue(chain: readonly Authority[], now: Date): string {
  if (chain.length === 0) throw new TypeError("A chain has at least one authority.");
  const why = whyStopped(chain);
  if (why) return why;
  for (const one of chain) {
    if (one.notAfter <= now) return `The certificate of “${one.name}” has expired.`;
    if (one.notBefore > now) return `The certificate of “${one.name}” is not valid yet.`;
  }
  return "";
}

/** Pausing stops an authority alone; what is revoked or retired takes everything below along. */
function whyStopped(chain: readonly Authority[]): string {
  const [authority] = chain;
  if (authority?.state === "paused") return `“${authority.name}” is paused from issuing.`;
  for (const { name, state } of chain) {
    if (state === "revoked" || state === "retired") return `“${name}” is ${state}.`;
  }
  return "";
}

/**
 * The last look before a signature becomes valid, at the start of the transaction that stores it: keys and signatures
 * take time, and whoever stopped an authority or blocked the key meanwhile is heard. From here to the commit nobody can.
 */
export async function assertStillStands(
  tables: Pick<Tables, "standing">,
  chain: readonly Authority[],
  { spkiSha256 }: Pick<CertificateRecord, "spkiSha256">,
): Promise<void> {
  const { states, isBlocked } = await tables.standing.hold({ authorityIds: chain.map(({ id }) => id), spkiSha256 });
  const why = whyStopped(chain.map((authority) => ({ ...authority, state: states.get(authority.id) ?? "revoked" })));
  if (why) throw new CaError("conflict", `The authority was stopped meanwhile: ${why}`, { field: "authorityId" });
  if (isBlocked) {
    throw new CaError("conflict", "The key was reported compromised meanwhile; make a new one.", { field: "key" });
  }
}

/** Leaves come from issuing authorities; roots sign authorities only. */
export function whyNotIssueLeaf(chain: readonly Authority[], now: Date): string {
  const [authority] = chain;
  if (authority?.kind === "root") return `“${authority.name}” is a root; roots sign authorities only.`;
  return whyNotIssue(chain, now);
}

export const authoritiesOf = (chain: Chain): Authority[] => chain.map(({ authority }) => authority);

export function issuerFacts(chain: Chain): IssuerFacts {
  const [{ authority }] = chain;
  return {
    id: authority.id,
    name: authority.name,
    validationUrl: authority.validationUrl,
    chain: chain.map(({ authority: { name }, certificate }) => ({ name, certificate })),
  };
}
