/** What happened to what is somebody's, inside the dashboard. */
import { z } from "zod";
import type { NoticeKind } from "../ca/ports";

export interface NoticeDto {
  readonly id: string;
  readonly kind: NoticeKind;
  /** “Your request for web.corp.example was approved.” */
  readonly title: string;
  /** A reason, or counts; may be empty. */
  readonly detail: string;
  readonly by: string;
  readonly at: string;
  readonly href: string;
  readonly isRead: boolean;
}

/** For the mark in the top bar. */
export interface NoticeCounts {
  readonly unread: number;
  /** Requests of others that this person may decide. */
  readonly waiting: number;
}

export interface NoticeList extends NoticeCounts {
  /** Newest first, as many as a person looks through. */
  readonly notices: readonly NoticeDto[];
}

/** Null: all of them. */
export const markNoticesSchema = z.strictObject({ ids: z.array(z.string().max(64)).max(200).nullable() });
export type MarkNoticesInput = z.infer<typeof markNoticesSchema>;
