/**
 * The way through: authorize → decide and build → lint → clock → sign → assemble, read back, verify → one transaction.
 * Nothing returns before that transaction has committed.
 */
import type { DecisionLine, Issued, IssueInput, KeySource } from "../contract/certificate";
import { CaError } from "../errors";
import type { Certificate } from "../pki/certificate";
import { formatGeneralName } from "../pki/general-name";
import { commonNameOf, formatName } from "../pki/name";
import { encodePem } from "../pki/pem";
import { escapeHidden } from "../pki/quote";
import { newSerial } from "../pki/serial";
import type { Actor } from "./actor";
import { type AuditAction, type AuditObject, auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import { namesOf } from "./certificate-names";
import { certificateSummaries } from "./certificate-summary";
import { assertStillStands, authoritiesAbove, authoritiesOf, type Chain, loadChain, whyNotIssueLeaf } from "./chain";
import { assertClock, signedAt } from "./clock";
import { newId } from "./identifier";
import { keyFor, type LeafKey, type SameKey } from "./key-source";
import { draftLeaf, type LeafDraft } from "./leaf";
import { ownerFrom } from "./owner";
import { mayAct } from "./permission";
import type { Authority, CertificateRecord, Ports, Tables } from "./ports";
import type { Profile } from "./profile";
import { storedProfile } from "./profiles";
import { sealKey } from "./seal";
import { findKey, signCertificate } from "./sign";
import { tagsFrom } from "./tag";

export async function issueCertificate(ports: Ports, actor: Actor, input: IssueInput): Promise<Issued> {
  await authorize(ports, actor, "certificate.issue", { action: "certificate.issue" });
  const request = { ...input, predecessor: null };
  const authorityId = await issuerWithin(ports, actor, "certificate.issue", { ...input, object: objectOf(request) });
  return issueLeaf(ports, actor, { ...request, authorityId });
}

interface Wanted extends Pick<IssueInput, "authorityId" | "profileId"> {
  readonly object: AuditObject;
}

/** The authority asked for, or the only one that can issue, in reach of the actor together with the profile. */
export async function issuerWithin(
  ports: Ports,
  actor: Actor,
  permission: "certificate.issue" | "request.create",
  { authorityId, profileId, object }: Wanted,
): Promise<string> {
  const on = { profileId, ...(authorityId === null ? {} : { authorityId }) };
  await authorize(ports, actor, permission, { action: permission, object, on });
  if (authorityId !== null) return authorityId;
  const act = { action: permission, object, detail: { profileId } };
  return auditingRefusals(ports, actor, act, () =>
    onlyIssuer(ports, ({ id }) => mayAct(actor, permission, { authorityId: id, profileId })),
  );
}

export type LeafRequest = Omit<IssueInput, "key" | "authorityId"> & {
  readonly authorityId: string;
  readonly key: KeySource | SameKey;
  readonly predecessor: CertificateRecord | null;
  readonly onRequest?: OnRequest;
};

/** Asked for by somebody else: whose it will be, and what belongs into the same transaction. */
interface OnRequest {
  readonly action: AuditAction;
  readonly object: AuditObject;
  readonly requester: { readonly id: string; readonly name: string };
  readonly decide: (
    tables: Tables,
    issued: { readonly certificateId: string; readonly granted: readonly DecisionLine[] },
  ) => Promise<void>;
}

/** Everything after authorisation, the same for new certificates and renewals. Refusals are in the audit log. */
export async function issueLeaf(ports: Ports, actor: Actor, request: LeafRequest): Promise<Issued> {
  const action: AuditAction = request.predecessor ? "certificate.renew" : "certificate.issue";
  const { onRequest } = request;
  const attempt = { action: onRequest?.action ?? action, object: onRequest?.object ?? objectOf(request) };
  const act = { ...attempt, detail: { profileId: request.profileId } };
  return auditingRefusals(ports, actor, act, async () => {
    const chain = await issuingChain(ports, request.authorityId);
    const profile = await findProfile(ports, request.profileId);
    const key = await keyFor(ports, request.key);
    const marks = { owner: await ownerFrom(ports, request.owner ?? ""), tags: tagsFrom(request.tags ?? []) };
    const { subject, names, validity } = request;
    const now = ports.clock();
    const ask = { subject, names, validity, csr: key.csr, key: key.facts };
    const draft = draftLeaf({ profile, chain, ask, now, serial: newSerial(ports.randomBytes) });
    if (!draft.linted) throw refusal(draft);

    const signingKey = await findKey(ports.store, chain[0].authority.keyId);
    await assertClock(ports);
    const certificate = await signCertificate(ports, signingKey, draft.linted);
    const record = {
      ...recordOf(ports, actor, { certificate, chain, profile, key, predecessor: request.predecessor }),
      ...marks,
      ...(onRequest && { issuedById: onRequest.requester.id, issuedByName: onRequest.requester.name }),
    };
    const sealedKey = await sealKey(ports, { request: request.key, key, record, chain });
    await ports.store.transaction(async (tables) => {
      await assertStillStands(tables, authoritiesOf(chain), record);
      await tables.certificates.insert(record);
      await tables.instance.raiseNewestSigned(signedAt(now));
      await onRequest?.decide(tables, { certificateId: record.id, granted: draft.decision.lines });
      const detail = { ...detailOf(record, chain), ...(onRequest && { requestId: onRequest.object.id }) };
      await tables.audit.append(auditEntry(ports, actor, { action, object: certificateObject(record), detail }));
    });
    return {
      certificate: (await certificateSummaries(ports, [record]))[0]!,
      pem: encodePem("CERTIFICATE", record.der),
      chainPem: chain.map((link) => encodePem("CERTIFICATE", link.certificate.der)),
      lines: draft.decision.lines,
      findings: draft.findings,
      sealedKey,
    };
  });
}

/** Throws CaError("conflict") when it may not. */
export async function issuingChain(ports: Ports, authorityId: string): Promise<Chain> {
  const chain = await loadChain(ports.store, authorityId);
  const why = whyNotIssueLeaf(authoritiesOf(chain), ports.clock());
  if (why) throw new CaError("conflict", `No certificate can be issued from here: ${why}`, { field: "authorityId" });
  return chain;
}

/** Throws CaError("invalid") when there are several, CaError("conflict") when there is none. */
export async function onlyIssuer(ports: Ports, isReached: (authority: Authority) => boolean): Promise<string> {
  const authorities = await ports.store.authorities.list();
  const byId = new Map(authorities.map((authority) => [authority.id, authority]));
  const now = ports.clock();
  const [only, another] = authorities.filter(
    (one) => isReached(one) && whyNotIssueLeaf(authoritiesAbove(one, byId), now) === "",
  );
  if (only && !another) return only.id;
  const why = only ? "Several authorities can issue: choose one." : "No authority can issue: make one, or resume one.";
  throw new CaError(only ? "invalid" : "conflict", why, { field: "authorityId" });
}

export async function findProfile(ports: Ports, profileId: string): Promise<Profile> {
  const profile = await storedProfile(ports, profileId);
  if (profile.archivedAt) {
    const why = `The profile “${profile.name}” is archived: nothing is issued or renewed under it.`;
    throw new CaError("conflict", `${why} Choose another, or have an administrator restore it.`, {
      field: "profileId",
    });
  }
  return profile;
}

function refusal({ findings }: LeafDraft): CaError {
  const [first] = findings;
  const detail = first?.severity === "error" ? first.message : "The certificate was refused by a rule.";
  return new CaError("policy", detail, { findings, field: first?.field });
}

interface Made {
  readonly certificate: Certificate;
  readonly chain: Chain;
  readonly profile: Profile;
  readonly key: LeafKey;
  readonly predecessor: CertificateRecord | null;
}

function recordOf(
  ports: Ports,
  actor: Actor,
  { certificate, chain, profile, key, predecessor }: Made,
): CertificateRecord {
  const { keyType } = certificate.spki;
  if (!keyType) throw new TypeError("Policy let a key pass that we do not certify.");
  return {
    id: newId(ports),
    authorityId: chain[0].authority.id,
    kind: profile.kind,
    profileId: profile.id,
    profileVersion: profile.version,
    keyType,
    keyOrigin: key.origin,
    ...readFrom(certificate),
    revokedAt: null,
    revocationReason: null,
    predecessorId: predecessor?.id ?? null,
    successorId: null,
    issuedById: actor.kind === "user" ? actor.id : null,
    issuedByName: actor.name,
    createdAt: ports.clock(),
    owner: null,
    tags: [],
  };
}

/** What a row repeats of the certificate's own bytes, to be found by. */
export function readFrom(certificate: Certificate) {
  const names = namesOf(certificate);
  const { der, serial, notBefore, notAfter, sha1, sha256, spki } = certificate;
  const displayName = commonNameOf(certificate.subject) ?? names[0]?.value ?? formatName(certificate.subject);
  return {
    der,
    serial,
    displayName,
    subject: formatName(certificate.subject),
    names: names.map(formatGeneralName),
    notBefore,
    notAfter,
    spkiSha256: spki.sha256,
    sha1,
    sha256,
  };
}

function objectOf({
  predecessor,
  subject,
  names,
}: Pick<LeafRequest, "predecessor" | "subject" | "names">): AuditObject {
  if (predecessor) return certificateObject(predecessor);
  const name = escapeHidden((subject?.commonName ?? names?.[0] ?? "").slice(0, 200));
  return { kind: "certificate", id: "", name };
}

export const certificateObject = ({ id, displayName }: CertificateRecord): AuditObject => ({
  kind: "certificate",
  id,
  name: displayName,
});

function detailOf(record: CertificateRecord, [{ authority }]: Chain): Record<string, unknown> {
  const { serial, authorityId, profileId, keyOrigin, predecessorId, notAfter } = record;
  const issuer = { authorityId, authority: authority.name };
  return { serial, ...issuer, profileId, keyOrigin, predecessorId, notAfter: notAfter.toISOString() };
}
