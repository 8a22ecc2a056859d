import { z } from "zod";

const days = z.int("Whole days.").min(1, "At least one day.").max(3_650, "At most 3,650 days.");

export const settingsSchema = z.strictObject({
  /** Beside the product's name; empty for none. */
  instanceName: z.string().trim().max(40, "At most 40 characters."),
  /** Proposed for new authorities; empty: as configured. */
  validationUrl: z.string().trim().max(200),
  sessionHours: z.int("Whole hours.").min(1, "At least one hour.").max(720, "At most 720 hours, which are 30 days."),
  /** Null: no limit. */
  idleMinutes: z
    .int("Whole minutes.")
    .min(5, "At least five minutes.")
    .max(43_200, "At most 43,200 minutes, which are 30 days.")
    .nullable(),
  /** Null: the first there is. */
  defaultProfileId: z.string().max(64).nullable(),
  /** How long a session that is over stays on record. */
  sessionDays: days,
  /** How long the bytes of a superseded CRL are kept. */
  crlDays: days,
});
export type SettingsInput = z.infer<typeof settingsSchema>;

/** When somebody last did it with the present master key, ISO 8601; null: never. */
export interface MasterKeyCare {
  readonly id: string;
  readonly backedUpAt: string | null;
  readonly checkedAt: string | null;
  readonly rotatedAt: string | null;
}

export interface SettingsView {
  readonly settings: SettingsInput;
  /** As the server's environment says, and what holds while the setting is empty. */
  readonly configuredValidationUrl: string;
  readonly profiles: readonly { readonly id: string; readonly name: string }[];
  /** Null until the first private key is encrypted. */
  readonly masterKey: MasterKeyCare | null;
  readonly may: { readonly update: boolean };
}
