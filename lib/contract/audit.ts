import { z } from "zod";
import type { Door } from "../ca/actor";
import type { AuditResult } from "../ca/ports";

export interface AuditEntryDto {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly actorKind: string;
  readonly door: Door;
  readonly address: string | null;
  readonly action: string;
  /** One readable sentence without actor and time: “issued web.corp.example from Corp Issuing”. */
  readonly sentence: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly objectName: string;
  readonly result: AuditResult;
  readonly detail: Readonly<Record<string, unknown>>;
}

export const auditSearchSchema = z.strictObject({
  actor: z.string().max(320).nullable(),
  action: z.string().max(64).nullable(),
  objectId: z.string().max(64).nullable(),
  result: z.enum(["done", "refused", "failed"]).nullable(),
  /** Id of the last entry of the previous page. */
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullable(),
  limit: z.int().min(1).max(200),
});
export type AuditSearch = z.infer<typeof auditSearchSchema>;

export interface AuditPage {
  readonly entries: readonly AuditEntryDto[];
  readonly nextBefore: string | null;
  /** Every action there is, for the filter. */
  readonly actions: readonly string[];
}
