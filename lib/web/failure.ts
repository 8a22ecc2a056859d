/** From what was thrown to what a form can show. */
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { ActionFailure } from "../contract/action-result";
import { type CaError, type ErrorCode, isCaError } from "../errors";

/** What to say after the detail; an empty string where the detail says it all. */
const advice = {
  invalid: "",
  policy: "",
  unauthenticated: "",
  forbidden: "",
  "not-found": "",
  conflict: "",
  "rate-limited": "",
  unavailable: "Nothing was changed; try again in a moment.",
} satisfies Record<ErrorCode, string>;

export function failureOf(error: unknown): ActionFailure {
  return isCaError(error) ? knownFailure(error) : unexpectedFailure(error);
}

function knownFailure(error: CaError): ActionFailure {
  const field = error.field ?? null;
  return {
    ok: false,
    code: error.code,
    message: [error.detail, advice[error.code]].filter(Boolean).join(" "),
    field,
    fieldErrors: field === null ? {} : { [field]: error.detail },
    findings: error.findings,
    retryAfterSeconds: error.retryAfterSeconds ?? null,
  };
}

/** A stranger reads the id, the log has the rest. */
function unexpectedFailure(error: unknown): ActionFailure {
  const id = randomUUID().slice(0, 8);
  process.stderr.write(`error ${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return {
    ok: false,
    code: "unexpected",
    message: `Something went wrong here, not with what you typed. The server’s log has it under ${id}.`,
    field: null,
    fieldErrors: {},
    findings: [],
    retryAfterSeconds: null,
  };
}

/** The first complaint of each field. */
export function schemaFailure(error: z.ZodError): ActionFailure {
  const fieldErrors: Record<string, string> = {};
  for (const issue of error.issues) {
    fieldErrors[issue.path.join(".")] ??= issue.message;
  }
  const paths = Object.keys(fieldErrors);
  return {
    ok: false,
    code: "invalid",
    message: paths.length === 1 ? (Object.values(fieldErrors)[0] ?? "") : `${paths.length} fields need another look.`,
    field: paths[0] ?? null,
    fieldErrors,
    findings: [],
    retryAfterSeconds: null,
  };
}
