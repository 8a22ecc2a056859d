/** How a refusal gets from a server component to `error.tsx`: as the one property that Next lets through. */
const prefix = "countersign:";

export function digestOf(code: string, detail: string): string {
  return `${prefix}${code}:${detail}`;
}

/** Null when the digest is Next's own: something unexpected. */
export function refusalFrom(digest: string | undefined): { readonly code: string; readonly detail: string } | null {
  if (!digest?.startsWith(prefix)) return null;
  const rest = digest.slice(prefix.length);
  const colon = rest.indexOf(":");
  return { code: rest.slice(0, colon), detail: rest.slice(colon + 1) };
}
