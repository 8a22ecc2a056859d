import { z } from "zod";
import { nameConstraintsSchema, validationUrlSchema } from "./authority";
import { keyTypeSchema, subjectSchema } from "./certificate";

export const emailSchema = z
  .string()
  .max(254)
  .transform((email) => email.trim().toLowerCase())
  .pipe(z.email("This is not an e-mail address."));

/** Whether it is one of the most common is checked by the use case. */
export const newPasswordSchema = z.string().min(12, "At least 12 characters.").max(256, "At most 256 characters.");

export const administratorSchema = z.strictObject({ email: emailSchema, password: newPasswordSchema });

/** A root and an issuing authority under it, from one form. `subject.organization` is required. */
export const firstHierarchySchema = z.strictObject({
  /** Without commonName: names are `rootName` and `issuingName`. */
  subject: subjectSchema,
  rootName: z.string().min(1).max(64),
  issuingName: z.string().min(1).max(64),
  keyType: keyTypeSchema,
  rootValidityYears: z.int().min(1).max(40),
  issuingValidityYears: z.int().min(1).max(40),
  /** Of the root: levels below it, null for no limit. The issuing authority signs leaves only. */
  rootPathLength: z.int().min(1).max(5).nullable(),
  /** Written into the issuing authority. */
  nameConstraints: nameConstraintsSchema,
  validationUrl: validationUrlSchema,
});
export type FirstHierarchy = z.infer<typeof firstHierarchySchema>;

export const setupSchema = z.strictObject({
  token: z.string().max(200),
  administrator: administratorSchema,
  hierarchy: firstHierarchySchema,
});
export type SetupInput = z.infer<typeof setupSchema>;

export interface EstablishedAuthority {
  readonly id: string;
  readonly name: string;
  readonly certificatePem: string;
  readonly sha256: string;
}

export interface SetupResult {
  readonly root: EstablishedAuthority;
  readonly issuing: EstablishedAuthority;
  /** E.g. that a loopback validation URL cannot be reached by other machines. */
  readonly warnings: readonly string[];
}

export interface SetupState {
  readonly isDone: boolean;
  readonly validationUrlDefault: string;
}
