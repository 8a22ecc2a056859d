/** What an act on many certificates passes over, and why: the preview and the job ask the same question. Pure. */

import { certificateStatus } from "./certificate-status";
import type { BulkAct, BulkJob, CertificateRecord, CertificateTally } from "./ports";

export type BulkFacts = Omit<CertificateTally, "count">;

export function bulkFacts(record: CertificateRecord, now: Date): BulkFacts {
  return {
    isAuthority: record.kind === "authority",
    status: certificateStatus(record, now),
    hasSuccessor: record.successorId !== null,
  };
}

/** Empty when the act applies; else why not, as the end of “passed over because …”. */
export function whyPassedOver(act: BulkAct["act"], { isAuthority, status, hasSuccessor }: BulkFacts): string {
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
