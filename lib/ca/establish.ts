/** New authorities: key, certificate and first CRL come into being in one transaction, or not at all. */
import type { AuthorityPreview, AuthoritySpec, AuthoritySummary, CreateIssuingInput } from "../contract/authority";
import { CaError, type Finding, isCaError } from "../errors";
import { type Certificate, parseTbsCertificate } from "../pki/certificate";
import { decodeCertificate } from "../pki/decode";
import { commonNameOf } from "../pki/name";
import { escapeHidden } from "../pki/quote";
import { newSerial } from "../pki/serial";
import { sampleSpki } from "../pki/spki";
import type { Actor } from "./actor";
import { auditEntry } from "./audit-entry";
import { draftAuthority, type Parent } from "./authority-draft";
import { summaryOf } from "./authority-summary";
import { auditingRefusals, authorize } from "./authorize";
import { assertStillStands, authoritiesOf, type Chain, loadChain, whyNotIssue } from "./chain";
import { assertClock, signedAt } from "./clock";
import { crlLifeSecondsDefault } from "./crl-schedule";
import { newAuthorityId, newId } from "./identifier";
import { readFrom } from "./issue";
import type { Authority, CertificateRecord, Ports, Tables, WrappedKey } from "./ports";
import { publish } from "./publish-crl";
import { rulesChecked } from "./rules-checked";
import { findKey, signCertificate } from "./sign";
import { parseValidationUrl } from "./validation-url";

export async function previewRoot(ports: Ports, actor: Actor, spec: AuthoritySpec): Promise<AuthorityPreview> {
  await authorize(ports, actor, "authority.create", { action: "authority.create" });
  return preview(ports, spec, null);
}

export async function previewIssuing(ports: Ports, actor: Actor, input: CreateIssuingInput): Promise<AuthorityPreview> {
  await authorize(ports, actor, "authority.create", { action: "authority.create" });
  return preview(ports, input, parentOf(await parentChain(ports, input.parentId)));
}

export async function createRoot(ports: Ports, actor: Actor, spec: AuthoritySpec): Promise<AuthoritySummary> {
  await authorize(ports, actor, "authority.create", { action: "authority.create" });
  return create(ports, actor, spec, async () => ({ above: [], prepared: await prepareRoot(ports, actor, spec) }));
}

export async function createIssuing(ports: Ports, actor: Actor, input: CreateIssuingInput): Promise<AuthoritySummary> {
  await authorize(ports, actor, "authority.create", { action: "authority.create" });
  return create(ports, actor, input, async () => {
    const chain = await parentChain(ports, input.parentId);
    const key = await findKey(ports.store, chain[0].authority.keyId);
    const prepared = await prepareIssuing(ports, actor, { spec: input, parent: parentOf(chain), parentKey: key });
    return { above: authoritiesOf(chain), prepared };
  });
}

async function create(
  ports: Ports,
  actor: Actor,
  { subject }: AuthoritySpec,
  prepare: () => Promise<{ readonly above: readonly Authority[]; readonly prepared: Established }>,
): Promise<AuthoritySummary> {
  const object = { kind: "authority", id: "", name: escapeHidden(nameOf(subject)) } as const;
  const authority = await auditingRefusals(ports, actor, { action: "authority.create", object }, async () => {
    if (await isNameTaken(ports, subject)) throw nameTaken(subject);
    const { above, prepared } = await prepare();
    await ports.store.transaction(async (tables) => {
      await assertStillStands(tables, above, prepared.record);
      await storeEstablished(ports, tables, actor, prepared);
    });
    return prepared.authority;
  });
  return summaryOf(ports, actor, authority.id);
}

async function isNameTaken(ports: Ports, subject: AuthoritySpec["subject"]): Promise<boolean> {
  return (await ports.store.authorities.list()).some(({ name }) => name === nameOf(subject));
}

const nameTaken = (subject: AuthoritySpec["subject"]): CaError =>
  new CaError("conflict", `There is an authority “${nameOf(subject)}” already.`, { field: "subject.commonName" });

const nameTakenFinding = (subject: AuthoritySpec["subject"]): Finding => ({
  rule: "authority-name-taken",
  severity: "error",
  field: "subject.commonName",
  message: nameTaken(subject).detail,
  advice: "Choose another name: people tell authorities apart by it.",
  source: "Countersign",
});

async function preview(ports: Ports, spec: AuthoritySpec, parent: Parent | null): Promise<AuthorityPreview> {
  const draft = draftAuthority({
    spec,
    parent,
    spkiDer: sampleSpki(spec.keyType),
    now: ports.clock(),
    serial: newSerial(ports.randomBytes),
  });
  const decoded = draft.tbs && decodeCertificate(parseTbsCertificate(draft.tbs));
  const isTaken = await isNameTaken(ports, spec.subject);
  return {
    isAllowed: draft.linted !== null && !isTaken,
    decoded,
    findings: isTaken ? [nameTakenFinding(spec.subject), ...draft.findings] : draft.findings,
    rulesChecked: rulesChecked(parent ? "issuing" : "root"),
  };
}

/** Throws CaError("not-found"), and "conflict" when the parent signs no authority now. */
async function parentChain(ports: Ports, parentId: string): Promise<Chain> {
  const chain = await loadChain(ports.store, parentId).catch((error: unknown) => {
    if (!isCaError(error) || error.code !== "not-found") throw error;
    throw new CaError("not-found", "There is no such authority to stand above the new one.", { field: "parentId" });
  });
  const why = whyNotIssue(authoritiesOf(chain), ports.clock());
  if (why) throw new CaError("conflict", `No authority can be made from here: ${why}`, { field: "parentId" });
  return chain;
}

export function parentOf(chain: Chain): Parent {
  const [{ authority, certificate }] = chain;
  return {
    authority,
    certificate,
    chain: chain.map((link) => ({ name: link.authority.name, certificate: link.certificate })),
  };
}

/** Signed, read back and verified, but not stored yet. */
export interface Established {
  readonly authority: Authority;
  readonly certificate: Certificate;
  readonly record: CertificateRecord;
  readonly key: WrappedKey;
}

export async function prepareRoot(ports: Ports, actor: Actor, spec: AuthoritySpec): Promise<Established> {
  const key = await ports.keys.generate(spec.keyType);
  return prepare(ports, actor, { spec, parent: null, key, signingKey: key });
}

export async function prepareIssuing(
  ports: Ports,
  actor: Actor,
  {
    spec,
    parent,
    parentKey,
  }: { readonly spec: AuthoritySpec; readonly parent: Parent; readonly parentKey: WrappedKey },
): Promise<Established> {
  const key = await ports.keys.generate(spec.keyType);
  return prepare(ports, actor, { spec, parent, key, signingKey: parentKey });
}

interface Preparation {
  readonly spec: AuthoritySpec;
  readonly parent: Parent | null;
  readonly key: WrappedKey;
  readonly signingKey: WrappedKey;
}

async function prepare(
  ports: Ports,
  actor: Actor,
  { spec, parent, key, signingKey }: Preparation,
): Promise<Established> {
  const now = ports.clock();
  const serial = newSerial(ports.randomBytes);
  const { linted, findings } = draftAuthority({ spec, parent, spkiDer: key.spkiDer, now, serial });
  if (!linted) {
    const [first] = findings;
    throw new CaError("policy", first?.message ?? "The certificate was refused by a rule.", {
      findings,
      field: first?.field,
    });
  }
  await assertClock(ports);
  const certificate = await signCertificate(ports, signingKey, linted);
  const authority = authorityOf(ports, { spec, parent, key, certificate });
  return { authority, certificate, key, record: recordOf(ports, actor, { authority, certificate }) };
}

function authorityOf(
  ports: Ports,
  { spec, parent, key, certificate }: Omit<Preparation, "signingKey"> & { readonly certificate: Certificate },
): Authority {
  const kind = parent ? "issuing" : "root";
  return {
    id: newAuthorityId(ports.randomBytes),
    // As encoded: trimmed, in Unicode's composed form.
    name: commonNameOf(certificate.subject) ?? nameOf(spec.subject),
    kind,
    parentId: parent?.authority.id ?? null,
    state: "active",
    keyId: key.id,
    keyType: key.keyType,
    certificateId: newId(ports),
    certificateDer: certificate.der,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    validationUrl: parseValidationUrl(spec.validationUrl),
    crlLifeSeconds: crlLifeSecondsDefault[kind],
    crlStaleSince: null,
    createdAt: ports.clock(),
  };
}

function recordOf(
  ports: Ports,
  actor: Actor,
  { authority, certificate }: Pick<Established, "authority" | "certificate">,
): CertificateRecord {
  return {
    id: authority.certificateId,
    authorityId: authority.parentId ?? authority.id,
    kind: "authority",
    profileId: null,
    profileVersion: null,
    keyType: authority.keyType,
    keyOrigin: "authority",
    ...readFrom(certificate),
    displayName: authority.name,
    revokedAt: null,
    revocationReason: null,
    predecessorId: null,
    successorId: null,
    issuedById: actor.kind === "user" ? actor.id : null,
    issuedByName: actor.name,
    createdAt: ports.clock(),
    owner: null,
    tags: [],
  };
}

/** Within the caller's transaction, and with the first CRL: an authority never exists without one. */
export async function storeEstablished(
  ports: Ports,
  tables: Tables,
  actor: Actor,
  { authority, certificate, record, key }: Established,
): Promise<void> {
  await tables.keys.insert(key);
  await tables.authorities.insert(authority);
  await tables.certificates.insert(record);
  await tables.instance.raiseNewestSigned(signedAt(ports.clock()));
  const detail = {
    kind: authority.kind,
    parentId: authority.parentId,
    keyType: authority.keyType,
    serial: record.serial,
  };
  const object = { kind: "authority", id: authority.id, name: authority.name } as const;
  await tables.audit.append(auditEntry(ports, actor, { action: "authority.create", object, detail }));
  await publish(ports, tables, { actor, authority, certificate, key, previous: null });
}

const nameOf = ({ commonName }: AuthoritySpec["subject"]) => commonName?.trim().normalize("NFC") ?? "";
