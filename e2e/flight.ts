/** What a server action answers, read from React's wire format as far as our actions use it: plain values and long strings. */

/** The value of the action itself; undefined when the answer was cut off before it. */
export function actionResult(octets: Uint8Array): unknown {
  const rows = rowsOf(Buffer.from(octets));
  const reference = (rows.get("0") as { a?: string } | undefined)?.a;
  const row = rows.get(reference?.replace(/^\$@/, "") ?? "");
  return resolved(row, rows);
}

function rowsOf(octets: Buffer): Map<string, unknown> {
  const rows = new Map<string, unknown>();
  let at = 0;
  while (at < octets.length) {
    const colon = octets.indexOf(":", at);
    if (colon < 0) break;
    const id = octets.toString("latin1", at, colon);
    // A long string stands by itself: T, its length in hexadecimal, a comma, its octets, and no newline.
    const text = /^T([0-9a-f]+),/.exec(octets.toString("latin1", colon + 1, colon + 20));
    if (text) {
      const start = colon + 1 + text[0].length;
      at = start + Number.parseInt(text[1]!, 16);
      if (at <= octets.length) rows.set(id, octets.toString("utf8", start, at));
      continue;
    }
    const end = octets.indexOf("\n", colon);
    if (end < 0) break;
    at = end + 1;
    const line = octets.toString("utf8", colon + 1, end);
    if (/^[[{"]/.test(line)) rows.set(id, JSON.parse(line));
  }
  return rows;
}

function resolved(value: unknown, rows: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === "string") {
    if (value.startsWith("$$")) return value.slice(1);
    if (value === "$undefined") return undefined;
    return /^\$[0-9a-f]+$/.test(value) ? resolved(rows.get(value.slice(1)), rows) : value;
  }
  if (Array.isArray(value)) return value.map((one) => resolved(one, rows));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolved(one, rows)]));
}
