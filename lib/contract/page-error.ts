/** How a refusal gets from a server component to `error.tsx`: as the one property that Next lets through. */
const prefix = "countersign:";

export function digestOf(detail: string): string {
  return `${prefix}${detail}`;
}

/** Null when the digest is Next's own: something unexpected. */
export function refusalFrom(digest: string | undefined): string | null {
  return digest?.startsWith(prefix) ? digest.slice(prefix.length) : null;
}
