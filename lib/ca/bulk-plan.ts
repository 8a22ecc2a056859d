/** What an act on many certificates passes over, and why: the preview and the job ask the same question. Pure. */

import { reaches } from "./certificate-reach";
import { certificateStatus } from "./certificate-status";
import type { Permission } from "./permission";
import type { BulkAct, BulkJob, CertificateReach, CertificateRecord, CertificateTally } from "./ports";

export const permissionFor = {
  renew: "certificate.renew",
  revoke: "certificate.revoke",
  tag: "certificate.edit",
  "undo-tag": "certificate.edit",
} as const satisfies Record<BulkAct["act"], Permission>;

export type BulkFacts = Omit<CertificateTally, "count">;

export function bulkFacts(record: CertificateRecord, reach: CertificateReach, now: Date): BulkFacts {
  return {
    isReached: reaches(reach, record),
    isAuthority: record.kind === "authority",
    status: certificateStatus(record, now),
    hasSuccessor: record.successorId !== null,
  };
}

/** Empty when the act applies; else why not, as the end of “passed over because …”. */
export function whyPassedOver(
  act: BulkAct["act"],
  { isReached, isAuthority, status, hasSuccessor }: BulkFacts,
): string {
  if (!isReached) return "what you were granted does not reach it";
  if (act === "tag" || act === "undo-tag") return "";
  if (isAuthority) return "it belongs to an authority";
  if (status === "revoked") return "it is revoked";
  if (act === "revoke") return status === "expired" ? "it has expired" : "";
  if (status === "hold") return "it is on hold";
  return hasSuccessor ? "it is renewed already" : "";
}

const verbs: Readonly<Record<BulkAct["act"], string>> = {
  renew: "Renew",
  revoke: "Revoke",
  tag: "Change tags of",
  "undo-tag": "Take back the tags of",
};

export function bulkTitle({ act: { act }, total }: Pick<BulkJob, "act" | "total">): string {
  return `${verbs[act]} ${total.toLocaleString("en")} ${total === 1 ? "certificate" : "certificates"}`;
}
