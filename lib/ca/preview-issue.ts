import type { IssuePreview, PreviewInput } from "../contract/certificate";
import { type Finding, isCaError } from "../errors";
import { algorithms } from "../pki/algorithm";
import { parseTbsCertificate } from "../pki/certificate";
import type { CertificationRequest } from "../pki/csr";
import { decodeCertificate } from "../pki/decode";
import { formatGeneralName } from "../pki/general-name";
import { formatName, subjectOf } from "../pki/name";
import { newSerial } from "../pki/serial";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { authoritiesOf, type Chain, loadChain, whyNotIssueLeaf } from "./chain";
import { findProfile, onlyIssuer } from "./issue";
import { keyForPreview, type LeafKey, type SameKey } from "./key-source";
import { draftLeaf, errorsFirst } from "./leaf";
import { mayAct } from "./permission";
import type { Authority, Ports } from "./ports";
import type { Profile } from "./profile";
import { rulesChecked } from "./rules-checked";

export async function previewIssue(ports: Ports, actor: Actor, input: PreviewInput): Promise<IssuePreview> {
  await authorize(ports, actor, "certificate.preview", { action: "certificate.preview" });
  const { authorityId, profileId } = input;
  const on = { profileId, ...(authorityId === null ? {} : { authorityId }) };
  await authorize(ports, actor, "certificate.preview", { action: "certificate.preview", on });
  return previewLeaf(ports, actor, input);
}

export type LeafPreview = Omit<PreviewInput, "key"> & { readonly key: PreviewInput["key"] | SameKey };

/** The same way as `issueLeaf` up to the signature; whatever would refuse there is a finding here. */
export async function previewLeaf(ports: Ports, actor: Actor, request: LeafPreview): Promise<IssuePreview> {
  return previewUnder(ports, actor, { ...request, profile: await findProfile(ports, request.profileId) });
}

/** Under a profile that need not be the stored one. */
export async function previewUnder(
  ports: Ports,
  actor: Actor,
  { profile, ...request }: LeafPreview & { readonly profile: Profile },
): Promise<IssuePreview> {
  const key = await keyForPreview(ports, request.key);
  const issuer = await issuerForPreview(ports, actor, request);
  const problems = [key.problem, issuer.problem].filter((problem) => problem !== null);
  const named = { id: profile.id, name: profile.name };
  const csr = key.csr && describeCsr(key.csr, key);
  if (!issuer.chain) {
    return {
      isAllowed: false,
      authority: null,
      profile: named,
      lines: [],
      findings: problems,
      rulesChecked: 0,
      decoded: null,
      csr,
    };
  }
  const { subject, names, validity } = request;
  const draft = draftLeaf({
    profile,
    chain: issuer.chain,
    ask: { subject, names, validity, csr: key.csr, key: key.facts },
    now: ports.clock(),
    serial: newSerial(ports.randomBytes),
  });
  const findings = errorsFirst([...problems, ...draft.findings]);
  return {
    isAllowed: problems.length === 0 && draft.linted !== null,
    authority: authorityOf(issuer.chain),
    profile: named,
    lines: draft.decision.lines,
    findings,
    rulesChecked: rulesChecked("leaf"),
    decoded: draft.tbs && decodeCertificate(parseTbsCertificate(draft.tbs)),
    csr,
  };
}

async function issuerForPreview(
  ports: Ports,
  actor: Actor,
  { authorityId, profileId }: Pick<LeafPreview, "authorityId" | "profileId">,
): Promise<{ readonly chain: Chain | null; readonly problem: Finding | null }> {
  try {
    const isReached = ({ id }: Authority) => mayAct(actor, "certificate.preview", { authorityId: id, profileId });
    const chain = await loadChain(ports.store, authorityId ?? (await onlyIssuer(ports, isReached)));
    const why = whyNotIssueLeaf(authoritiesOf(chain), ports.clock());
    return { chain, problem: why ? authorityProblem(`No certificate can be issued from here: ${why}`) : null };
  } catch (error) {
    if (!isCaError(error) || error.field !== "authorityId") throw error;
    return { chain: null, problem: authorityProblem(error.detail) };
  }
}

const authorityProblem = (message: string): Finding => ({
  rule: "authority-can-issue",
  severity: "error",
  field: "authorityId",
  message,
  advice: "Choose an authority that can issue.",
  source: "Countersign",
});

function authorityOf([{ authority }]: Chain): NonNullable<IssuePreview["authority"]> {
  return { id: authority.id, name: authority.name, signatureLabel: algorithms[authority.keyType].signatureLabel };
}

function describeCsr(csr: CertificationRequest, key: LeafKey): NonNullable<IssuePreview["csr"]> {
  return {
    subject: formatName(csr.subject),
    subjectFields: subjectOf(csr.subject).subject,
    names: csr.names.map(formatGeneralName),
    keyLabel: csr.spki.label,
    keyType: csr.spki.keyType,
    attributes: csr.attributes.map(({ name, text }) => ({ name, text })),
    notUnderstood: csr.notUnderstood,
    isSignatureValid: key.facts.isSignatureValid === true,
  };
}
