import type { CertificateSummary, RevokeInput, RevokePreview } from "../contract/certificate";
import { CaError } from "../errors";
import type { RevocationReason } from "../pki/revocation-reason";
import type { Actor } from "./actor";
import { type AuditAction, auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import { reaches, readReach } from "./certificate-reach";
import { certificateStatus, certificateSummaries } from "./certificate-summary";
import { onCertificate } from "./grant";
import { certificateObject } from "./issue";
import { peopleOf, tell } from "./notice";
import { mayAct } from "./permission";
import type { Authority, CertificateRecord, Ports, Tables } from "./ports";
import { findCertificate, mayActOn, mayRead, notFound } from "./read-certificate";
import { isReasonFor, possibleReasons, revocationOf, revoke } from "./revocation";

/** Revokes, holds, or changes a reason; returns everything that is revoked now. A repetition changes nothing. */
export async function revokeCertificate(
  ports: Ports,
  actor: Actor,
  input: RevokeInput,
): Promise<readonly CertificateSummary[]> {
  await authorize(ports, actor, "certificate.revoke", { action: "certificate.revoke" });
  const target = await findCertificate(ports, input.certificateId);
  const action = actionOf(target, input.reason);
  const object = certificateObject(target);
  await mayActOn(ports, actor, target, { permission: "certificate.revoke", action });
  // An act of the authority whose CRL will list it, upon the other: both must be within reach.
  if (target.kind === "authority") {
    const on = { authorityId: (await authorityOfCertificate(ports, target)).id };
    await authorize(ports, actor, "authority.revoke", { action, object, on });
  }
  return auditingRefusals(ports, actor, { action, object, detail: { reason: input.reason } }, async () => {
    const authority = target.kind === "authority" ? await revocableAuthority(ports, target, input) : null;
    if (!isReasonFor(input.reason, authority !== null)) throw unfitReason(input.reason, authority !== null);
    if (input.alsoIds.length && input.reason !== "keyCompromise") throw onlyForCompromise();
    const ids = [...new Set([target.id, ...input.alsoIds])].sort();
    const revoked = await ports.store.transaction(async (tables) => {
      await tables.standing.lock({
        authorityIds: authority ? [authority.id] : [],
        spkiSha256s: input.reason === "keyCompromise" ? [target.spkiSha256] : [],
      });
      const records = await lockAll(tables, ids, target.spkiSha256);
      assertReached(actor, records);
      for (const record of records) await revokeOne(ports, tables, { actor, record, reason: input.reason });
      if (input.reason === "keyCompromise") await block(ports, tables, target);
      if (authority) await tables.authorities.update(authority.id, { state: "revoked" });
      await markStale(ports, tables, records);
      return Promise.all(ids.map(async (id) => (await tables.certificates.find(id)) ?? target));
    });
    ports.wakePublisher();
    return certificateSummaries(ports, revoked);
  });
}

function actionOf({ kind }: CertificateRecord, reason: RevocationReason): AuditAction {
  if (kind === "authority") return "authority.revoke";
  return reason === "certificateHold" ? "certificate.hold" : "certificate.revoke";
}

/** Of others with the same key, too, each must be within reach. */
function assertReached(actor: Actor, records: readonly CertificateRecord[]): void {
  if (records.every((record) => mayAct(actor, "certificate.revoke", onCertificate(record)))) return;
  const why = "What you were granted does not reach every certificate with this key that you named.";
  throw new CaError("forbidden", `${why} Leave those out, or ask somebody who may revoke them.`, { field: "alsoIds" });
}

/** In ascending order of ids, so that two revocations cannot wait for each other. */
async function lockAll(tables: Tables, ids: readonly string[], spkiSha256: string): Promise<CertificateRecord[]> {
  const records: CertificateRecord[] = [];
  for (const id of ids) {
    const record = await tables.certificates.lock(id);
    if (!record) throw notFound();
    if (record.spkiSha256 !== spkiSha256) {
      throw new CaError("invalid", `“${record.displayName}” does not have this key.`, { field: "alsoIds" });
    }
    records.push(record);
  }
  return records;
}

interface One {
  readonly actor: Actor;
  readonly record: CertificateRecord;
  readonly reason: RevocationReason;
}

async function revokeOne(ports: Ports, tables: Tables, { actor, record, reason }: One): Promise<void> {
  const before = revocationOf(record);
  const after = revoke(before, reason, ports.clock());
  if (after) await tables.certificates.setRevocation(record.id, after);
  const detail = { reason, before: before?.reason ?? null, isChanged: after !== null, serial: record.serial };
  const act = { action: actionOf(record, reason), object: certificateObject(record), detail };
  await tables.audit.append(auditEntry(ports, actor, act));
  if (!after) return;
  const kind = reason === "certificateHold" ? "certificate-held" : "certificate-revoked";
  await tell(ports, tables, { actor, to: peopleOf(record), kind, object: act.object, detail: reason });
}

/** Never certified again, whoever asks. */
async function block(ports: Ports, tables: Tables, { spkiSha256, id }: CertificateRecord): Promise<void> {
  await tables.blockedKeys.insert({ spkiSha256, blockedAt: ports.clock(), certificateId: id });
}

/** The publisher finds the mark even when this process dies before it is woken. */
export async function markStale(ports: Ports, tables: Tables, records: readonly CertificateRecord[]): Promise<void> {
  for (const authorityId of [...new Set(records.map((record) => record.authorityId))].sort()) {
    const authority = await tables.authorities.lock(authorityId);
    await tables.authorities.update(authorityId, { crlStaleSince: authority?.crlStaleSince ?? ports.clock() });
  }
}

async function revocableAuthority(ports: Ports, record: CertificateRecord, input: RevokeInput): Promise<Authority> {
  const authority = await authorityOfCertificate(ports, record);
  if (authority.kind === "root") {
    throw new CaError("conflict", "A root is not revoked but retired: whoever trusts it asks nobody about it.");
  }
  if (input.confirmName !== authority.name) {
    throw new CaError("invalid", `Type “${authority.name}” to revoke this authority.`, { field: "confirmName" });
  }
  return authority;
}

export async function authorityOfCertificate(ports: Ports, record: CertificateRecord): Promise<Authority> {
  const authority = (await ports.store.authorities.list()).find(({ certificateId }) => certificateId === record.id);
  if (!authority) throw new TypeError("An authority's certificate belongs to no authority.");
  return authority;
}

function unfitReason(reason: RevocationReason, isAuthority: boolean): CaError {
  const why = isAuthority
    ? "An authority cannot be put on hold; pause it instead, and everything it issued stays valid."
    : `${reason} is a reason for certificates of authorities only.`;
  return new CaError("invalid", why, { field: "reason" });
}

const onlyForCompromise = () =>
  new CaError("invalid", "Other certificates are taken along only when their common key is compromised.", {
    field: "alsoIds",
  });

export async function previewRevoke(
  ports: Ports,
  actor: Actor,
  input: { readonly certificateId: string },
): Promise<RevokePreview> {
  await authorize(ports, actor, "certificate.preview", { action: "certificate.preview" });
  const record = await findCertificate(ports, input.certificateId);
  await mayRead(ports, actor, record);
  const now = ports.clock();
  const reach = readReach(actor);
  const same = (await ports.store.certificates.findBySpki(record.spkiSha256)).filter((other) => {
    const status = certificateStatus(other, now);
    // A certificate on hold could be released, so it counts.
    return other.id !== record.id && reaches(reach, other) && status !== "expired" && status !== "revoked";
  });
  const [certificate, ...sameKey] = await certificateSummaries(ports, [record, ...same]);
  const isAuthority = record.kind === "authority";
  return {
    certificate: certificate!,
    sameKey,
    takesDown: isAuthority ? await countBelow(ports, record) : 0,
    reasons: possibleReasons(revocationOf(record), isAuthority),
  };
}

/** Valid certificates of this authority and of every authority below it. */
async function countBelow(ports: Ports, record: CertificateRecord): Promise<number> {
  const authority = await authorityOfCertificate(ports, record);
  const now = ports.clock();
  const [all, counts] = await Promise.all([
    ports.store.authorities.list(),
    ports.store.certificates.countsByAuthority(now, { within: "everything" }),
  ]);
  const below = (id: string): string[] => [
    id,
    ...all.filter(({ parentId }) => parentId === id).flatMap((child) => below(child.id)),
  ];
  return below(authority.id).reduce((sum, id) => {
    const count = counts.get(id);
    return sum + (count ? count.valid + count.expiring : 0);
  }, 0);
}
