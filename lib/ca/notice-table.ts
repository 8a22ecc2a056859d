/** What happened to things of somebody, told to them inside the dashboard. */
export type NoticeKind =
  | "request-approved"
  | "request-refused"
  | "certificate-revoked"
  | "certificate-held"
  | "certificate-released"
  | "job-finished";

export interface NoticeRecord {
  readonly id: string;
  readonly userId: string;
  readonly kind: NoticeKind;
  readonly objectId: string;
  /** As it was called then. */
  readonly objectName: string;
  /** Who did it. */
  readonly byName: string;
  /** A reason, or counts; may be empty. */
  readonly detail: string;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

export interface NoticeTable {
  /** Nothing happens when there is no such user, or a disabled one. */
  insert(notice: Omit<NoticeRecord, "readAt">): Promise<void>;
  /** Newest first. */
  listOf(userId: string, limit: number): Promise<NoticeRecord[]>;
  unreadOf(userId: string): Promise<number>;
  /** Of this user only; ids null for all. Returns how many were unread. */
  markRead(userId: string, ids: readonly string[] | null, at: Date): Promise<number>;
  /** What tells this user of one object. */
  markReadAbout(userId: string, objectId: string, at: Date): Promise<void>;
  /** Older ones, and all but the newest `kept` of each user. */
  deleteOld(limits: { readonly before: Date; readonly kept: number }): Promise<number>;
}
