/** Acts on many certificates: what they would hit, how far they are, what became of each. */
import { z } from "zod";
import type { BulkCounts, BulkItemState, BulkState } from "../ca/ports";
import { type CertificateSummary, reasonSchema, tagLengthMax, tagsMax } from "./certificate";
import { selectionSchema } from "./certificate-search";

const tagsSchema = z.array(z.string().trim().max(tagLengthMax)).max(tagsMax, `At most ${tagsMax} tags.`);

export const bulkActSchema = z.discriminatedUnion("act", [
  /** With the same key, the profile’s usual validity. */
  z.strictObject({ act: z.literal("renew") }),
  z.strictObject({ act: z.literal("revoke"), reason: reasonSchema }),
  z.strictObject({ act: z.literal("tag"), add: tagsSchema, remove: tagsSchema }),
]);
export type BulkActInput = z.infer<typeof bulkActSchema>;

export const previewBulkSchema = z.strictObject({
  act: z.enum(["renew", "revoke", "tag"]),
  selection: selectionSchema,
});
export type PreviewBulkInput = z.infer<typeof previewBulkSchema>;

export const startBulkSchema = z.strictObject({
  act: bulkActSchema,
  selection: selectionSchema,
  /** How many the preview said it would go through; a different number now is a conflict. */
  expected: z.int().min(1),
});
export type StartBulkInput = z.infer<typeof startBulkSchema>;

export const bulkJobSchema = z.strictObject({ jobId: z.string().max(64) });

export interface BulkPreview {
  /** How many are selected. */
  readonly total: number;
  /** How many of them the act would change. */
  readonly affected: number;
  /** Why the others are passed over, and how many for each reason. */
  readonly passedOver: readonly { readonly because: string; readonly count: number }[];
  /** The first of the selection. */
  readonly first: readonly CertificateSummary[];
}

export interface BulkJobSummary {
  readonly id: string;
  readonly act: "renew" | "revoke" | "tag" | "undo-tag";
  /** “Renew 120 certificates”. */
  readonly title: string;
  readonly actor: string;
  readonly state: BulkState;
  readonly because: string;
  readonly total: number;
  readonly counts: BulkCounts;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

export interface BulkItemDto {
  readonly position: number;
  readonly certificateId: string;
  readonly name: string;
  readonly state: BulkItemState;
  readonly because: string;
  /** The certificate that a renewal made. */
  readonly successorId: string | null;
}

export const bulkItemStates = ["waiting", "done", "skipped", "refused"] as const;

export const bulkItemsSchema = z.strictObject({
  jobId: z.string().max(64),
  state: z.enum(bulkItemStates).nullable(),
  /** Position of the last item of the previous page; 0 for the first. */
  after: z.int().min(0),
  limit: z.int().min(1).max(200),
});
export type BulkItemsInput = z.infer<typeof bulkItemsSchema>;

export interface BulkJobDetail extends BulkJobSummary {
  readonly items: readonly BulkItemDto[];
  readonly nextAfter: number | null;
  readonly may: { readonly cancel: boolean; readonly undo: boolean };
}
