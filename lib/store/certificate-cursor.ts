/** Where a page ended: the sort, the sort key of its last row, and that row's id, as base64url of JSON. */
import type { CertificateQuery } from "../ca/ports";
import { CaError } from "../errors";

export interface CertificateCursor {
  readonly sort: CertificateQuery["sort"];
  /** ISO 8601 for times, the sort name itself for names. */
  readonly key: string;
  readonly id: string;
}

export function encodeCursor({ sort, key, id }: CertificateCursor): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString("base64url");
}

/** CaError("invalid", field "cursor") for anything this instance would not have written for this sort. */
export function decodeCursor(text: string, sort: CertificateQuery["sort"]): CertificateCursor {
  const parts = parsed(text);
  const isWhole = Array.isArray(parts) && parts.length === 3 && parts.every((part) => typeof part === "string");
  const [writtenFor, key, id] = isWhole ? (parts as [string, string, string]) : ["", "", ""];
  const isKey = sort === "name" ? !/\0|\p{Surrogate}/u.test(key) : isTimestamp(key);
  if (writtenFor !== sort || !isKey || id.includes("\0"))
    throw new CaError("invalid", "This page marker is not valid for this list; start again from the first page.", {
      field: "cursor",
    });
  return { sort, key, id };
}

function parsed(text: string): unknown {
  if (text.length > 2_000) return null;
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

function isTimestamp(key: string): boolean {
  // PostgreSQL has no year 0, and JavaScript reads 31 February as 3 March.
  if (!/^(?!0000)\d{4}-/.test(key) || Number.isNaN(Date.parse(key))) return false;
  return new Date(key).toISOString() === key;
}
