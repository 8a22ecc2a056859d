/** Owner and tags: what people write beside a certificate. Nothing of it is in the certificate. */
import type { CertificateSummary, EditCertificateInput } from "../contract/certificate";
import type { Actor } from "./actor";
import { auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import { certificateSummaries } from "./certificate-summary";
import { certificateObject } from "./issue";
import { ownerFrom } from "./owner";
import type { CertificateRecord, Ports } from "./ports";
import { findCertificate, mayActOn, notFound } from "./read-certificate";
import { tagsFrom } from "./tag";

const mayEdit = { permission: "certificate.edit", action: "certificate.edit" } as const;

export async function editCertificate(
  ports: Ports,
  actor: Actor,
  { certificateId, owner, tags }: EditCertificateInput,
): Promise<CertificateSummary> {
  await authorize(ports, actor, "certificate.edit", { action: "certificate.edit" });
  const record = await findCertificate(ports, certificateId);
  await mayActOn(ports, actor, record, mayEdit);
  const act = { action: "certificate.edit", object: certificateObject(record) } as const;
  return auditingRefusals(ports, actor, act, async () => {
    const wanted = { owner: await ownerFrom(ports, owner), tags: tagsFrom(tags) };
    const [summary] = await certificateSummaries(ports, [
      await change(ports, actor, { certificateId, make: () => wanted }),
    ]);
    return summary!;
  });
}

interface Change {
  readonly certificateId: string;
  /** From what is there to what shall be. */
  readonly make: (record: CertificateRecord) => Pick<CertificateRecord, "owner" | "tags">;
}

/** The change and its audit entry in one transaction; what stays as it is leaves no entry. */
async function change(ports: Ports, actor: Actor, { certificateId, make }: Change): Promise<CertificateRecord> {
  return ports.store.transaction(async (tables) => {
    const record = await tables.certificates.lock(certificateId);
    if (!record) throw notFound();
    const { owner, tags } = make(record);
    const added = tags.filter((tag) => !record.tags.includes(tag));
    const removed = record.tags.filter((tag) => !tags.includes(tag));
    if (owner === record.owner && added.length + removed.length === 0) return record;
    await tables.certificates.setOwnerAndTags(record.id, { owner, tags });
    const ownerChange = owner === record.owner ? {} : { owner, ownerBefore: record.owner };
    const detail = { added, removed, ...ownerChange, serial: record.serial };
    const act = { action: "certificate.edit", object: certificateObject(record), detail } as const;
    await tables.audit.append(auditEntry(ports, actor, act));
    return { ...record, owner, tags };
  });
}

export interface TagChange {
  readonly certificateId: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Returns what really changed, so that exactly that can be taken back. */
export async function changeTags(
  ports: Ports,
  actor: Actor,
  { certificateId, add, remove }: TagChange,
): Promise<{ readonly added: readonly string[]; readonly removed: readonly string[] }> {
  await authorize(ports, actor, "certificate.edit", { action: "certificate.edit" });
  const found = await findCertificate(ports, certificateId);
  await mayActOn(ports, actor, found, mayEdit);
  const act = { action: "certificate.edit", object: certificateObject(found) } as const;
  return auditingRefusals(ports, actor, act, async () => {
    let before: readonly string[] = [];
    const { tags } = await change(ports, actor, {
      certificateId,
      make(record) {
        before = record.tags;
        return { owner: record.owner, tags: tagsFrom([...before.filter((tag) => !remove.includes(tag)), ...add]) };
      },
    });
    return {
      added: tags.filter((tag) => !before.includes(tag)),
      removed: before.filter((tag) => !tags.includes(tag)),
    };
  });
}
