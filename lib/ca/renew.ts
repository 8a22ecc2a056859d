/** A certificate again, under today's policy: with its key or a new one, its subject and names carried over. */
import type { Issued, IssuePreview, PreviewRenewInput, RenewInput } from "../contract/certificate";
import { CaError } from "../errors";
import { parseCertificate } from "../pki/certificate";
import { formatGeneralName } from "../pki/general-name";
import { subjectOf } from "../pki/name";
import type { Actor } from "./actor";
import { auditingRefusals, authorize } from "./authorize";
import { namesOf } from "./certificate-names";
import { certificateObject, issueLeaf, type LeafRequest } from "./issue";
import type { SameKey } from "./key-source";
import type { CertificateRecord, Ports } from "./ports";
import { previewLeaf } from "./preview-issue";
import { findCertificate, mayActOn, mayRead } from "./read-certificate";
import { isOnHold } from "./revocation";

export async function renewCertificate(ports: Ports, actor: Actor, input: RenewInput): Promise<Issued> {
  await authorize(ports, actor, "certificate.renew", { action: "certificate.renew" });
  const predecessor = await findCertificate(ports, input.certificateId);
  const may = { permission: "certificate.renew", action: "certificate.renew" } as const;
  await mayActOn(ports, actor, predecessor, may);
  const act = { action: "certificate.renew", object: certificateObject(predecessor) } as const;
  const carried = await auditingRefusals(ports, actor, act, async () => carryOver(predecessor));
  const key = input.key ?? sameKey(predecessor);
  return issueLeaf(ports, actor, { ...carried, validity: input.validity, key, predecessor });
}

export async function previewRenew(ports: Ports, actor: Actor, input: PreviewRenewInput): Promise<IssuePreview> {
  await authorize(ports, actor, "certificate.preview", { action: "certificate.preview" });
  const predecessor = await findCertificate(ports, input.certificateId);
  await mayRead(ports, actor, predecessor);
  const may = { permission: "certificate.preview", action: "certificate.preview" } as const;
  await mayActOn(ports, actor, predecessor, may);
  const key = input.key ?? sameKey(predecessor);
  const { authorityId, profileId, subject, names } = carryOver(predecessor);
  return previewLeaf(ports, actor, { authorityId, profileId, subject, names, validity: input.validity, key });
}

/** Throws CaError("conflict") for what is not renewed this way. */
function carryOver(predecessor: CertificateRecord): Omit<LeafRequest, "validity" | "key" | "predecessor"> {
  const { authorityId, profileId } = predecessor;
  if (predecessor.kind === "authority" || profileId === null) {
    throw new CaError("conflict", "The certificate of an authority is not renewed; make a new authority in good time.");
  }
  // Whether it may be trusted is undecided; a successor would answer that unasked.
  if (isOnHold(predecessor)) {
    throw new CaError(
      "conflict",
      "This certificate is on hold. Release it before you renew it, or revoke it for good.",
    );
  }
  const certificate = parseCertificate(predecessor.der);
  return {
    authorityId,
    profileId,
    subject: subjectOf(certificate.subject).subject,
    names: namesOf(certificate).map(formatGeneralName),
    owner: predecessor.owner ?? "",
    tags: [...predecessor.tags],
  };
}

const sameKey = ({ der, keyOrigin }: CertificateRecord): SameKey => ({
  source: "same",
  spkiDer: parseCertificate(der).spki.der,
  origin: keyOrigin,
});
