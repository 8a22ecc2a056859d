/** What the settings' form holds, as typed, and the input made of it. */
import type { SettingsInput } from "@/lib/contract/settings";

export type SettingsForm = { readonly [Field in keyof SettingsInput]: string };

export const formOf = (settings: SettingsInput): SettingsForm => ({
  instanceName: settings.instanceName,
  validationUrl: settings.validationUrl,
  sessionHours: String(settings.sessionHours),
  idleMinutes: settings.idleMinutes === null ? "" : String(settings.idleMinutes),
  defaultProfileId: settings.defaultProfileId ?? "",
  sessionDays: String(settings.sessionDays),
  crlDays: String(settings.crlDays),
});

/** What is no number reaches the schema as one that it refuses, beside the field. */
export const inputOf = (form: SettingsForm): SettingsInput => ({
  instanceName: form.instanceName,
  validationUrl: form.validationUrl,
  sessionHours: numberOf(form.sessionHours),
  idleMinutes: form.idleMinutes.trim() === "" ? null : numberOf(form.idleMinutes),
  defaultProfileId: form.defaultProfileId === "" ? null : form.defaultProfileId,
  sessionDays: numberOf(form.sessionDays),
  crlDays: numberOf(form.crlDays),
});

const numberOf = (text: string): number => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : 0);
