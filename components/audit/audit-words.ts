import type { AuditEntryDto } from "@/lib/contract/audit";
import type { Tone } from "../ui/badge";

export const resultWords = {
  done: { word: "Done", tone: "good" },
  refused: { word: "Refused", tone: "warn" },
  failed: { word: "Failed", tone: "bad" },
} as const satisfies Record<AuditEntryDto["result"], { word: string; tone: Tone }>;

export const doorWords = {
  console: "in the console",
  "command-line": "on the command line",
  job: "by itself",
} as const satisfies Record<AuditEntryDto["door"], string>;

/** `certificate.issue` → “Certificate: issue”. */
export function actionWords(action: string): string {
  const [noun = "", ...verb] = action.split(".");
  const spaced = (text: string) => text.replaceAll("-", " ");
  return `${spaced(noun).replace(/^./, (first) => first.toUpperCase())}: ${spaced(verb.join(" "))}`;
}

/** Where its object can be looked at; null when it has no page. */
export function objectHref({ objectKind, objectId }: Pick<AuditEntryDto, "objectKind" | "objectId">): string | null {
  if (objectKind === "instance" || objectKind === "master-key") return "/settings";
  if (objectId === "") return null;
  const id = encodeURIComponent(objectId);
  if (objectKind === "certificate") return `/certificates/${id}`;
  if (objectKind === "authority" || objectKind === "crl") return `/authorities/${id}`;
  if (objectKind === "request") return `/requests/${id}`;
  if (objectKind === "bulk-job") return `/certificates/jobs/${id}`;
  if (objectKind === "profile") return `/profiles/${id}`;
  return objectKind === "user" ? "/users" : null;
}
