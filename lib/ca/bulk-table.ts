/** Acts on many certificates, as the store keeps them. */
import type { RevocationReason } from "../pki/revocation-reason";
import type { CertificateQuery } from "./certificate-table";

export type BulkAct =
  | { readonly act: "renew" }
  | { readonly act: "revoke"; readonly reason: RevocationReason }
  | { readonly act: "tag"; readonly add: readonly string[]; readonly remove: readonly string[] }
  /** Takes back what another job changed. */
  | { readonly act: "undo-tag"; readonly ofJobId: string };

export type BulkState = "running" | "done" | "cancelled";
export type BulkItemState = "waiting" | "done" | "skipped" | "refused";

export interface BulkJob {
  readonly id: string;
  readonly act: BulkAct;
  readonly actorId: string;
  readonly actorName: string;
  readonly address: string | null;
  readonly total: number;
  readonly state: BulkState;
  /** Why it ended early; empty otherwise. */
  readonly because: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** What was done to one certificate. */
export interface BulkOutcome {
  /** The new certificate. */
  readonly successorId?: string;
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
}

export interface BulkItem {
  readonly position: number;
  readonly certificateId: string;
  readonly name: string;
  readonly state: BulkItemState;
  /** Why it was skipped or refused; empty otherwise. */
  readonly because: string;
  readonly outcome: BulkOutcome;
}

export type BulkCounts = Readonly<Record<BulkItemState, number>>;

export interface BulkTable {
  /** The job with one item for every certificate of the view, in its order, as it is now; returns how many. */
  insert(job: Omit<BulkJob, "total" | "state" | "because" | "finishedAt">, query: CertificateQuery): Promise<number>;
  /** The same with the certificates that another job changed. */
  insertUndo(job: Omit<BulkJob, "total" | "state" | "because" | "finishedAt">, ofJobId: string): Promise<number>;
  find(id: string): Promise<BulkJob | null>;
  counts(id: string): Promise<BulkCounts>;
  /** Latest first. */
  listOf(actorId: string, limit: number): Promise<BulkJob[]>;
  /** Ascending by position; those in one of these states, or all when empty. */
  items(
    id: string,
    query: { readonly states: readonly BulkItemState[]; readonly after: number; readonly limit: number },
  ): Promise<BulkItem[]>;
  item(id: string, certificateId: string): Promise<BulkItem | null>;
  /**
   * Any running job that nobody works on, leased to `holder` for `leaseSeconds` by the database's clock; the one that
   * waited longest. At most one holder has a job at a time.
   */
  claim(holder: string, leaseSeconds: number): Promise<BulkJob | null>;
  /** False when the lease is lost or the job no longer runs: then the holder stops. */
  extend(id: string, holder: string, leaseSeconds: number): Promise<boolean>;
  settle(id: string, item: Pick<BulkItem, "position" | "state" | "because" | "outcome">): Promise<void>;
  /** Gives the lease back; others may go on with it at once. */
  release(id: string, holder: string): Promise<void>;
  /** False when it had ended already. */
  finish(
    id: string,
    end: { readonly state: "done" | "cancelled"; readonly because: string; readonly at: Date },
  ): Promise<boolean>;
  /** With their items; those that ended before this. Returns how many. */
  deleteFinishedBefore(before: Date): Promise<number>;
}
