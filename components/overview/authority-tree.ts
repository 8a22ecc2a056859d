import type { AuthoritySummary } from "@/lib/contract/authority";

export interface AuthorityRow {
  readonly authority: AuthoritySummary;
  readonly depth: number;
}

/** Each root followed by what stands below it. An authority whose parent is not in the list stands at the top. */
export function authorityTree(authorities: readonly AuthoritySummary[]): readonly AuthorityRow[] {
  const ids = new Set(authorities.map(({ id }) => id));
  const below = (parentId: string | null, depth: number): AuthorityRow[] =>
    authorities
      .filter((each) => (parentId === null ? !ids.has(each.parentId ?? "") : each.parentId === parentId))
      .flatMap((authority) => [{ authority, depth }, ...below(authority.id, depth + 1)]);
  return below(null, 0);
}

/** “2 h of 7 d”: how old a CRL is, of how long it lives. */
export function crlAgeWords(crl: { readonly thisUpdate: string; readonly nextUpdate: string }, now: string): string {
  const start = Date.parse(crl.thisUpdate);
  return `${span(Math.max(0, Date.parse(now) - start))} of ${span(Date.parse(crl.nextUpdate) - start)}`;
}

function span(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  if (minutes < 60) return `${Math.floor(minutes)} min`;
  const hours = minutes / 60;
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} d`;
}
