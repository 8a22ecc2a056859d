/** Requests for certificates that somebody else decides, as the store keeps them. */
import type { DecisionLine, PreviewInput } from "../contract/certificate";
import type { Scope } from "./grant";

/** `closed`: nobody waits for it any more, because the requester was disabled. */
export type RequestState = "pending" | "approved" | "refused" | "withdrawn" | "closed";

export interface RequestRecord {
  readonly id: string;
  readonly requesterId: string;
  /** E-mail address when it was asked for. */
  readonly requesterName: string;
  readonly authorityId: string;
  readonly profileId: string;
  readonly displayName: string;
  readonly asked: Pick<PreviewInput, "subject" | "names" | "validity">;
  readonly keyOrigin: "browser" | "csr";
  /** The certification request in DER: public key and proof of possession. */
  readonly csr: Uint8Array;
  readonly spkiSha256: string;
  /** As `owner.ts` makes them. */
  readonly owner: string | null;
  readonly tags: readonly string[];
  readonly note: string;
  readonly createdAt: Date;
  readonly state: RequestState;
  /** When it left `pending`, whoever did it. */
  readonly decidedAt: Date | null;
  readonly decidedById: string | null;
  readonly decidedByName: string;
  /** Why it was refused or closed; empty otherwise. */
  readonly reason: string;
  readonly certificateId: string | null;
  /** Requested against granted, when it was approved. */
  readonly granted: readonly DecisionLine[] | null;
  readonly collectedAt: Date | null;
}

export type NewRequest = Omit<
  RequestRecord,
  "state" | "decidedAt" | "decidedById" | "decidedByName" | "reason" | "certificateId" | "granted" | "collectedAt"
>;

export type RequestDecision = Pick<RequestRecord, "decidedById" | "decidedByName" | "reason"> & {
  readonly decidedAt: Date;
} & (
    | { readonly state: "approved"; readonly certificateId: string; readonly granted: readonly DecisionLine[] }
    | { readonly state: "refused" | "withdrawn" | "closed" }
  );

export interface RequestQuery {
  readonly states: readonly RequestState[];
  /** Null for anybody's. */
  readonly requesterId: string | null;
  /** Within any of these; null for all there are. */
  readonly scopes: readonly Scope[] | null;
}

export interface RequestTable {
  insert(request: NewRequest): Promise<void>;
  find(id: string): Promise<RequestRecord | null>;
  /** Row locked until the transaction ends: of two who decide the second sees what the first decided. */
  lock(id: string): Promise<RequestRecord | null>;
  /**
   * The requester's account, locked until the transaction ends, so that nobody disables it and no other request of
   * theirs is made meanwhile. Null when there is none that may act.
   */
  lockRequester(
    userId: string,
    since: Date,
  ): Promise<{ readonly pending: number /** Made since then, in any state. */; readonly recent: number } | null>;
  /** Newest first; `before` is the id of the last one seen. */
  list(query: RequestQuery, page: { readonly before: string | null; readonly limit: number }): Promise<RequestRecord[]>;
  count(query: RequestQuery): Promise<number>;
  /** Only out of `pending`, and only once; the row is locked by the caller. */
  decide(id: string, decision: RequestDecision): Promise<void>;
  collect(id: string, at: Date): Promise<void>;
  /** Everything of theirs that waits; returns how many that were. */
  closePendingOf(
    requesterId: string,
    decision: Pick<RequestDecision, "decidedAt" | "decidedById" | "decidedByName" | "reason">,
  ): Promise<number>;
}
