/** CRLs (RFC 5280 §5): built from the rows, linted, signed, read back, and committed together with their audit entry. */
import type { CrlHealth } from "../contract/authority";
import { CaError } from "../errors";
import { algorithms } from "../pki/algorithm";
import { type Certificate, parseCertificate } from "../pki/certificate";
import { buildTbsCertList } from "../pki/crl";
import { keyIdentifierOf } from "../pki/extension";
import { sha256Hex } from "../pki/hash";
import { lintTbsCertList } from "../pki/lint/lint";
import { reasonCodes } from "../pki/revocation-reason";
import type { Actor } from "./actor";
import { auditEntry, systemActor } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import { findAuthority } from "./chain";
import { assertClock, signedAt } from "./clock";
import {
  hasPublishingEnded,
  isCrlDue,
  isCrlLate,
  isFromWrongClock,
  nextCrlNumber,
  nextUpdateAfter,
} from "./crl-schedule";
import type { Authority, CrlRecord, Ports, Tables, WrappedKey } from "./ports";
import { findKey, signCrl } from "./sign";

/** Publishes at once, asked for by a person. */
export async function publishCrl(
  ports: Ports,
  actor: Actor,
  input: { readonly authorityId: string },
): Promise<CrlHealth> {
  await authorize(ports, actor, "crl.publish", { action: "crl.publish" });
  const authority = await findAuthority(ports.store, input.authorityId);
  const act = { action: "crl.publish", object: { kind: "crl", id: authority.id, name: authority.name } } as const;
  await authorize(ports, actor, "crl.publish", { ...act, on: { authorityId: authority.id } });
  return auditingRefusals(ports, actor, act, async () => {
    const crl = await publishCrlIfDue(ports, authority.id, { isForced: true, actor });
    if (!crl)
      throw new CaError("conflict", "Everything this authority signed has expired; nobody needs its CRL any more.");
    return crlHealth(authority, crl, ports.clock());
  });
}

/** Ids of authorities whose CRL is due now. */
export async function authoritiesDue(ports: Ports): Promise<string[]> {
  const now = ports.clock();
  const [authorities, latest] = await Promise.all([ports.store.authorities.list(), ports.store.crls.latestOfAll()]);
  const byAuthority = new Map(latest.map((crl) => [crl.authorityId, crl]));
  return authorities.filter((one) => isCrlDue(one, byAuthority.get(one.id) ?? null, now)).map(({ id }) => id);
}

/**
 * Publishes when due or forced; null when not, or when nobody needs a CRL of this authority any more.
 * The authority's row is locked meanwhile, so several publishers make one CRL, and a revocation that commits later
 * finds its own mark still set.
 */
export async function publishCrlIfDue(
  ports: Ports,
  authorityId: string,
  { isForced, actor = systemActor }: { readonly isForced: boolean; readonly actor?: Actor },
): Promise<CrlRecord | null> {
  return ports.store.transaction(async (tables) => {
    const authority = await tables.authorities.lock(authorityId);
    if (!authority) throw new CaError("not-found", "There is no such authority.", { field: "authorityId" });
    const previous = await tables.crls.latest(authorityId);
    const now = ports.clock();
    if (!isForced && !isCrlDue(authority, previous, now)) return null;
    if (hasPublishingEnded(authority, await tables.certificates.latestNotAfter(authorityId), now)) {
      await tables.authorities.update(authorityId, { crlStaleSince: null });
      return null;
    }
    const key = await findKey(tables, authority.keyId);
    const certificate = parseCertificate(authority.certificateDer);
    return publish(ports, tables, { actor, authority, certificate, key, previous });
  });
}

interface Publication {
  readonly actor: Actor;
  readonly authority: Authority;
  readonly certificate: Certificate;
  readonly key: WrappedKey;
  readonly previous: CrlRecord | null;
}

/** Within the caller's transaction, which holds the authority's row. */
export async function publish(ports: Ports, tables: Tables, publication: Publication): Promise<CrlRecord> {
  const { actor, authority, certificate, key, previous } = publication;
  await assertClock(ports, tables);
  const thisUpdate = signedAt(ports.clock());
  const number = nextCrlNumber(previous?.number ?? null, thisUpdate);
  const nextUpdate = nextUpdateAfter(previous, thisUpdate, authority.crlLifeSeconds);
  const entries = await tables.certificates.revoked(authority.id, listedUntil(previous, thisUpdate));
  const tbs = buildTbsCertList({
    signatureAlgorithm: algorithms[authority.keyType].signatureAlgorithm,
    issuerDer: certificate.subjectDer,
    thisUpdate,
    nextUpdate,
    number,
    authorityKeyIdentifier: keyIdentifierOf(certificate.spki.der),
    entries: entries.map(({ serial, revokedAt, reason }) => ({ serial, revokedAt, reason: reasonCodes[reason] })),
  });
  const { findings, linted } = lintTbsCertList(tbs, {
    issuer: certificate,
    previousNumber: previous?.number ?? null,
    previousNextUpdate: previous?.nextUpdate ?? null,
    isClockConfirmed: previous !== null && isFromWrongClock(previous, thisUpdate),
  });
  if (!linted) throw new CaError("policy", findings[0]?.message ?? "The CRL was refused by a rule.", { findings });
  const crl = await signCrl(ports, key, linted);
  const record: CrlRecord = {
    authorityId: authority.id,
    number,
    thisUpdate,
    nextUpdate,
    entryCount: entries.length,
    sha256: sha256Hex(crl.der),
    der: crl.der,
  };
  await tables.crls.insert(record);
  await tables.authorities.update(authority.id, { crlStaleSince: null });
  await tables.instance.raiseNewestSigned(thisUpdate);
  const detail = { number: number.toString(), entryCount: entries.length, nextUpdate: nextUpdate.toISOString() };
  const object = { kind: "crl", id: authority.id, name: authority.name } as const;
  await tables.audit.append(auditEntry(ports, actor, { action: "crl.publish", object, detail }));
  return record;
}

/**
 * RFC 5280 §3.3: an entry stays until one CRL has been issued beyond the certificate's expiry. The one that is made now
 * is the first beyond for whatever expired after the previous one; what was revoked only then is listed by one, too.
 */
function listedUntil(previous: CrlRecord | null, thisUpdate: Date): Date {
  if (!previous) return new Date(0);
  return new Date(Math.min(previous.thisUpdate.getTime(), thisUpdate.getTime()) - 1_000);
}

export function crlHealth(
  authority: Pick<Authority, "crlStaleSince" | "crlLifeSeconds">,
  crl: Omit<CrlRecord, "der">,
  now: Date,
): CrlHealth {
  return {
    number: crl.number.toString(),
    thisUpdate: crl.thisUpdate.toISOString(),
    nextUpdate: crl.nextUpdate.toISOString(),
    entryCount: crl.entryCount,
    isLate: isCrlLate(authority, crl, now),
  };
}
