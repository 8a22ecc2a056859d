/** A code exists only because some caller acts on it; every edge translates them with an exhaustive table. */
export type ErrorCode =
  /** Input that does not parse or breaks a schema; `field` names where. */
  | "invalid"
  /** Understood, and refused by a profile, a lint or the issuer; `findings` name the rules. */
  | "policy"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  /** The state of the thing forbids it: already set up, already retired, name taken. */
  | "conflict"
  | "rate-limited"
  /** Nothing is wrong with the request; it cannot be served now: clock apart, database away, stopping. */
  | "unavailable";

export type FindingSeverity = "error" | "warning" | "info";

/** One rule's verdict, from policy or lint, in words for the person at the form. */
export interface Finding {
  /** Stable identifier in kebab-case, e.g. `profile-validity-max`, `san-critical-without-subject`. */
  readonly rule: string;
  readonly severity: FindingSeverity;
  /** The form field it belongs beside: `names`, `subject.commonName`, `validity`, `key`, … or `certificate`. */
  readonly field: string;
  /** What is the case, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence; empty when nothing need be done. */
  readonly advice: string;
  /** Where the rule comes from: `RFC 5280 §4.2.1.6`, `profile “Server”`, … */
  readonly source: string;
}

interface CaErrorOptions {
  readonly cause?: unknown;
  readonly field?: string;
  readonly findings?: readonly Finding[];
  readonly retryAfterSeconds?: number;
}

const brand = Symbol.for("countersign.CaError");

/** The one error class. `detail` may be read by a stranger; secrets, SQL and paths stay in `cause`. */
export class CaError extends Error {
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly field: string | undefined;
  readonly findings: readonly Finding[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, detail: string, options: CaErrorOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "CaError";
    this.code = code;
    this.detail = detail;
    this.field = options.field;
    this.findings = options.findings ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** Works across module graphs: Next's bundles and the server each have their own copy of the class. */
export function isCaError(error: unknown): error is CaError {
  return typeof error === "object" && error !== null && (error as { [brand]?: boolean })[brand] === true;
}
