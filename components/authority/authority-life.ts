import type { AuthoritySummary } from "@/lib/contract/authority";

/** An authority's own certificate as the validity bar takes it. */
export function authorityLife(
  { notBefore, notAfter, state }: Pick<AuthoritySummary, "notBefore" | "notAfter" | "state">,
  now: string,
) {
  const status = state === "revoked" ? "revoked" : notAfter <= now ? "expired" : "valid";
  return { notBefore, notAfter, renewFrom: null, revokedAt: null, status } as const;
}
