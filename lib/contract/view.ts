import { z } from "zod";

/** A view of the certificates screen that somebody keeps. */
export interface SavedViewDto {
  readonly id: string;
  readonly name: string;
  /** The query of the screen’s address, without the question mark. */
  readonly query: string;
}

const nameSchema = z.string().trim().min(1, "Give the view a name.").max(60, "At most 60 characters.");
const querySchema = z.string().max(4_000, "This view is too long to keep.");

export const saveViewSchema = z.strictObject({ name: nameSchema, query: querySchema });
export type SaveViewInput = z.infer<typeof saveViewSchema>;

export const changeViewSchema = z.strictObject({ viewId: z.string().max(64), name: nameSchema, query: querySchema });
export type ChangeViewInput = z.infer<typeof changeViewSchema>;

export const viewActSchema = z.strictObject({ viewId: z.string().max(64) });
