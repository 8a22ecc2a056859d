import { CaError } from "../errors";
import type { Actor } from "./actor";
import type { AuditAction } from "./audit-entry";
import { authorize } from "./authorize";
import { reaches, readReach } from "./certificate-reach";
import { onCertificate } from "./grant";
import type { Permission } from "./permission";
import type { CertificateRecord, Ports } from "./ports";

/** Throws CaError("not-found"). */
export async function findCertificate(ports: Ports, certificateId: string): Promise<CertificateRecord> {
  const record = await ports.store.certificates.find(certificateId);
  if (!record) throw notFound();
  return record;
}

export const notFound = () => new CaError("not-found", "There is no such certificate.", { field: "certificateId" });

/** What `certificate.read` reaches, and what they asked for themselves or own. */
export async function mayRead(ports: Ports, actor: Actor, record: CertificateRecord): Promise<void> {
  if (reaches(readReach(actor), record)) return;
  await mayActOn(ports, actor, record, { permission: "certificate.read", action: "certificate.read" });
}

/** The second question of every act on one certificate: whether they may here. */
export async function mayActOn(
  ports: Ports,
  actor: Actor,
  record: CertificateRecord,
  { permission, action }: { readonly permission: Permission; readonly action: AuditAction },
): Promise<void> {
  const object = { kind: "certificate", id: record.id, name: record.displayName } as const;
  await authorize(ports, actor, permission, { action, object, on: onCertificate(record) });
}
