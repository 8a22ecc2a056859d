/** What goes wrong in the database, in the words of the port. */
import { CaError, isCaError } from "../errors";

const unavailable = "The database is not reachable at the moment; try again shortly.";

/** By constraint, for the person at the form; anything else gets the general sentence. */
const takenWords: ReadonlyArray<readonly [pattern: RegExp, detail: string, field?: string]> = [
  [/users_email|\bemail\b/, "A user with this e-mail address exists already; choose another.", "email"],
  [/saved_views|\buser_id\b/, "You have a view of this name already; choose another.", "name"],
  [/authorities_name|\bname\b/, "An authority with this name exists already; choose another.", "name"],
  [/crls|CRL number/, "A CRL with this or a later number exists already; publish again."],
  [/serial/, "This issuer has already used this serial number; issue again."],
];

/** SQLSTATEs of a server that is starting, stopping, full, or gone. Class 08: connection exceptions. */
const awayStates = /^(08...|57P0[123]|53[0-9]..|28P01|28000|3D000|25006)$/;
const awayCodes = /^(ECONN\w+|ENOENT|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|P1\d\d\d|P2024|P2028|P2037)$/;
const awayWords =
  /connection (terminated|timeout|error)|timeout exceeded when trying to connect|client has encountered/i;

/** Every error under this one: causes, what Prisma keeps in `meta`, and what its adapter keeps in `cause`. */
function* layers(error: unknown): Generator<Record<string, unknown>> {
  const queue: unknown[] = [error];
  for (let steps = 0; queue.length > 0 && steps < 16; steps++) {
    const layer = queue.shift();
    if (typeof layer !== "object" || layer === null) continue;
    const record = layer as Record<string, unknown>;
    yield record;
    const meta = record.meta as Record<string, unknown> | undefined;
    queue.push(record.cause, meta?.driverAdapterError);
  }
}

/** The five-character SQLSTATE, or null where the failure did not come from PostgreSQL. */
export function sqlStateOf(error: unknown): string | null {
  for (const layer of layers(error)) {
    for (const candidate of [layer.originalCode, layer.code]) {
      if (typeof candidate === "string" && /^(?!P[12]\d\d\d)[0-9A-Z]{5}$/.test(candidate)) return candidate;
    }
  }
  return null;
}

function isAway(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== null) return awayStates.test(state);
  for (const layer of layers(error)) {
    if (typeof layer.code === "string" && awayCodes.test(layer.code)) return true;
    if (typeof layer.message === "string" && awayWords.test(layer.message)) return true;
    if (layer.kind === "DatabaseNotReachable" || layer.kind === "ConnectionClosed") return true;
  }
  return false;
}

/** 40001 serialization_failure, 40P01 deadlock_detected: the same transaction may well succeed when run again. */
export function isWorthRepeating(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === "40001" || state === "40P01";
}

export function translated(error: unknown): unknown {
  if (isCaError(error)) return error;
  const state = sqlStateOf(error);
  if (state === "23505") return taken(error);
  if (isWorthRepeating(error)) return new CaError("unavailable", unavailable, { cause: error });
  // 22021 character_not_in_repertoire, 22P05 untranslatable_character: a NUL in an identifier somebody sent.
  if (state === "22021" || state === "22P05")
    return new CaError("invalid", "The text has a character that cannot be stored; remove it.", { cause: error });
  for (const layer of layers(error))
    if (layer.code === "P2025") return new CaError("not-found", "It does not exist (any more).", { cause: error });
  return isAway(error) ? new CaError("unavailable", unavailable, { cause: error }) : error;
}

function taken(cause: unknown): CaError {
  const text = [...layers(cause)]
    .map((layer) => `${layer.message} ${JSON.stringify(layer.constraint ?? "")}`)
    .join("\n");
  const [, detail, field] = takenWords.find(([pattern]) => pattern.test(text)) ?? [];
  return new CaError("conflict", detail ?? "It exists already, or somebody else was quicker; look again.", {
    cause,
    field,
  });
}

/** The table with every failure translated. */
export function translating<Table extends object>(table: Table): Table {
  const wrapped = Object.entries(table).map(([name, method]) => [
    name,
    async (...input: unknown[]) => {
      try {
        return await (method as (...input: unknown[]) => unknown)(...input);
      } catch (error) {
        throw translated(error);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Table;
}
