import { z } from "zod";
import type { Door } from "../ca/actor";
import type { AuditEntry, AuditResult } from "../ca/ports";

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

const objectKinds = {
  certificate: true,
  authority: true,
  user: true,
  session: true,
  crl: true,
  profile: true,
  instance: true,
  "master-key": true,
  "bulk-job": true,
  view: true,
  request: true,
} as const satisfies Readonly<Record<AuditEntry["objectKind"], true>>;
/** Every one there is, so that no history shows everybody’s. */
export const auditObjectKinds = Object.keys(objectKinds) as AuditEntry["objectKind"][];

const filter = {
  actor: z.string().max(320).nullable(),
  action: z.string().max(64).nullable(),
  /** Exactly: the history of one object. */
  objectId: z.string().max(64).nullable(),
  objectKind: z.enum(auditObjectKinds).nullish(),
  /** Its id, or part of its name. */
  object: z.string().max(400).nullish(),
  /** Days in UTC, both included. */
  from: z.iso.date().nullish(),
  until: z.iso.date().nullish(),
  result: z.enum(["done", "refused", "failed"]).nullable(),
};
export const auditFilterSchema = z.strictObject(filter);
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditSearchSchema = z.strictObject({
  ...filter,
  /** Id of the last entry of the previous page. */
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullable(),
  limit: z.int().min(1).max(200),
});
export type AuditSearch = z.infer<typeof auditSearchSchema>;

export const auditExportFormats = ["csv", "json"] as const;
export type AuditExportFormat = (typeof auditExportFormats)[number];

export interface AuditExport {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: AsyncGenerator<string>;
}

export interface AuditPage {
  readonly entries: readonly AuditEntryDto[];
  readonly nextBefore: string | null;
  /** Every action there is, for the filter. */
  readonly actions: readonly string[];
}
