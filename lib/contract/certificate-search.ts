/** Which certificates: the view that a URL holds, and what an act on many is about. */
import { z } from "zod";
import { leafKinds } from "../ca/profile";
import { type CertificateSummary, tagLengthMax, tagsMax } from "./certificate";

export const certificateStatuses = ["valid", "expiring", "expired", "revoked", "hold"] as const;
export const certificateKinds = [...leafKinds, "authority"] as const;

export const expiryWindowPattern = /^(\d{1,4}d|\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d)$/;

/** The URL of the certificates screen, parsed; unknown values are dropped by the page, not refused. */
export const certificateSearchSchema = z.strictObject({
  /** Name or part of it, IP, serial in any notation, fingerprint, or a pasted PEM. */
  q: z.string().max(20_000),
  status: z.array(z.enum(certificateStatuses)),
  authority: z.array(z.string().max(64)),
  profile: z.array(z.string().max(64)),
  kind: z.array(z.enum(certificateKinds)),
  /** Values of owners; `me` for whoever asks. Everybody's when left out. */
  owner: z.array(z.string().max(105)).max(20).optional(),
  /** Every one of them. */
  tag: z.array(z.string().max(tagLengthMax)).max(tagsMax).optional(),
  /** `30d`: within so many days from now. `2026-12-01..2026-12-15`: on these days, the last included, in UTC. */
  expires: z.string().regex(expiryWindowPattern).nullable().optional(),
  sort: z.enum(["created", "expiry", "name"]),
  cursor: z.string().max(400).nullable(),
  limit: z.int().min(1).max(200),
});
export type CertificateSearch = z.infer<typeof certificateSearchSchema>;

/** A view without its page: what an act on many, or an export, is about. */
export const certificateViewSchema = certificateSearchSchema.omit({ cursor: true, limit: true });
export type CertificateView = z.infer<typeof certificateViewSchema>;

export const selectionSchema = z.strictObject({
  view: certificateViewSchema,
  /** Of the view, only these; null for all of it. */
  ids: z.array(z.string().max(64)).min(1).max(200).nullable(),
});
export type Selection = z.infer<typeof selectionSchema>;

export const exportFormats = ["csv", "pem"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface CertificateList {
  readonly rows: readonly CertificateSummary[];
  readonly nextCursor: string | null;
  /** Exact up to 10,000; more is 10,001. */
  readonly total: number;
}
