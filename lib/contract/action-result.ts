/** What a server action answers: plain data, so that a form can show it beside the fields and keep what was typed. */
import type { ErrorCode, Finding } from "../errors";

export interface ActionFailure {
  readonly ok: false;
  /** `unexpected`: our fault, logged with an id that the message names. `unreachable`: made in the browser, no answer came. */
  readonly code: ErrorCode | "unexpected" | "unreachable";
  /** One sentence that says what to do. */
  readonly message: string;
  /** Dotted path of the field it belongs beside, when there is one. */
  readonly field: string | null;
  /** Dotted path → sentence; the schema's complaints, or the one of `field`. */
  readonly fieldErrors: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  readonly retryAfterSeconds: number | null;
}

export type ActionResult<T> = { readonly ok: true; readonly value: T } | ActionFailure;
