import type { CertificateSummary } from "../contract/certificate";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import { certificateSummaries } from "./certificate-summary";
import { certificateObject } from "./issue";
import { peopleOf, tell } from "./notice";
import type { Ports } from "./ports";
import { findCertificate, mayActOn, notFound } from "./read-certificate";
import { markStale } from "./revoke";

/** From hold back to valid; the next CRL does not list it any more (RFC 5280 §5.3.1: removal by absence in a full CRL). */
export async function releaseCertificate(
  ports: Ports,
  actor: Actor,
  input: { readonly certificateId: string },
): Promise<CertificateSummary> {
  await authorize(ports, actor, "certificate.release", { action: "certificate.release" });
  const target = await findCertificate(ports, input.certificateId);
  const may = { permission: "certificate.release", action: "certificate.release" } as const;
  await mayActOn(ports, actor, target, may);
  const act = { action: "certificate.release", object: certificateObject(target) } as const;
  return auditingRefusals(ports, actor, act, async () => {
    const released = await ports.store.transaction(async (tables) => {
      const { isBlocked } = await tables.standing.hold({ authorityIds: [], spkiSha256: target.spkiSha256 });
      const record = await tables.certificates.lock(target.id);
      if (!record) throw notFound();
      if (record.revocationReason !== "certificateHold") {
        throw new CaError("conflict", "Only a certificate on hold can be released.");
      }
      if (isBlocked) {
        throw new CaError("conflict", "Its key is on the list of compromised keys, so it stays on hold; revoke it.");
      }
      await tables.certificates.setRevocation(record.id, null);
      await tables.audit.append(auditEntry(ports, actor, { ...act, detail: { serial: record.serial } }));
      const telling = { kind: "certificate-released", object: act.object, detail: "" } as const;
      await tell(ports, tables, { actor, to: peopleOf(record), ...telling });
      await markStale(ports, tables, [record]);
      return { ...record, revokedAt: null, revocationReason: null };
    });
    ports.wakePublisher();
    const [summary] = await certificateSummaries(ports, [released]);
    return summary!;
  });
}
