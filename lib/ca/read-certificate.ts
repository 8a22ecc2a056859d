import { CaError } from "../errors";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { mayAct } from "./permission";
import type { CertificateRecord, Ports } from "./ports";

/** Throws CaError("not-found"). */
export async function findCertificate(ports: Ports, certificateId: string): Promise<CertificateRecord> {
  const record = await ports.store.certificates.find(certificateId);
  if (!record) throw notFound();
  return record;
}

export const notFound = () => new CaError("not-found", "There is no such certificate.", { field: "certificateId" });

/** Everybody with `certificate.read` reads all; the others what they asked for themselves. */
export async function mayRead(ports: Ports, actor: Actor, record: CertificateRecord): Promise<void> {
  if (mayAct(actor, "certificate.read-own") && actor.kind === "user" && record.issuedById === actor.id) return;
  const object = { kind: "certificate", id: record.id, name: record.displayName } as const;
  await authorize(ports, actor, "certificate.read", { action: "certificate.read", object });
}
