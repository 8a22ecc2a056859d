/** Requests: a certificate asked for by one person and decided by another. */
import { z } from "zod";
import type { RequestState } from "../ca/ports";
import {
  type CertificateSummary,
  type DecisionLine,
  type IssuePreview,
  issueSchema,
  keySourceSchema,
} from "./certificate";

/** Only who holds the key may ask for a certificate with it: the CSR is the proof, made in the browser or brought. */
const requestKeySchema = keySourceSchema.refine(
  ({ source }) => source !== "server",
  "A key is made by who asks for it.",
);

export const noteLengthMax = 1_000;

export const createRequestSchema = issueSchema.extend({
  key: requestKeySchema,
  /** To whoever decides. */
  note: z.string().trim().max(noteLengthMax, `At most ${noteLengthMax} characters.`),
});
export type CreateRequestInput = z.infer<typeof createRequestSchema>;

export const requestActSchema = z.strictObject({ requestId: z.string().max(64) });
export type RequestAct = z.infer<typeof requestActSchema>;

export const refuseRequestSchema = requestActSchema.extend({
  reason: z
    .string()
    .trim()
    .min(1, "Say why: the requester reads it.")
    .max(noteLengthMax, `At most ${noteLengthMax} characters.`),
});
export type RefuseRequestInput = z.infer<typeof refuseRequestSchema>;

export const requestSearchSchema = z.strictObject({
  state: z.enum(["waiting", "decided"]),
  whose: z.enum(["mine", "all"]),
  /** Id of the last one seen. */
  before: z.string().max(64).nullable(),
});
export type RequestSearch = z.infer<typeof requestSearchSchema>;

export interface RequestSummary {
  readonly id: string;
  readonly name: string;
  readonly state: RequestState;
  readonly requester: string;
  readonly isOwn: boolean;
  readonly authority: { readonly id: string; readonly name: string };
  readonly profile: { readonly id: string; readonly name: string };
  readonly createdAt: string;
  readonly decidedAt: string | null;
  readonly decidedBy: string;
  readonly isCollected: boolean;
}

export interface RequestList {
  readonly rows: readonly RequestSummary[];
  readonly waiting: number;
  readonly nextBefore: string | null;
  readonly may: { readonly create: boolean; readonly readAll: boolean; readonly decide: boolean };
}

export interface RequestDetail extends RequestSummary {
  /** Null where it comes from the CSR; validity in words. */
  readonly asked: {
    readonly subject: string | null;
    readonly names: readonly string[] | null;
    readonly validity: string;
  };
  readonly note: string;
  readonly owner: string;
  readonly tags: readonly string[];
  /** Made in the requester's browser, or brought along. */
  readonly keyOrigin: "browser" | "csr";
  /** By which the browser that made the key finds it. */
  readonly spkiSha256: string;
  /** Why it was refused or closed; empty otherwise. */
  readonly reason: string;
  /** What would be issued now; null once it is decided. */
  readonly preview: IssuePreview | null;
  /** What was granted; empty unless approved. */
  readonly granted: readonly DecisionLine[];
  readonly certificate: CertificateSummary | null;
  readonly collectedAt: string | null;
  readonly may: {
    readonly approve: boolean;
    readonly refuse: boolean;
    readonly withdraw: boolean;
    readonly collect: boolean;
  };
}
