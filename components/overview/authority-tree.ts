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

/** “2 h old · lives 7 d”: how old a CRL is, and how long it lives in all. */
export function crlAgeWords(crl: { readonly thisUpdate: string; readonly nextUpdate: string }, now: string): string {
  const start = Date.parse(crl.thisUpdate);
  return `${age(Date.parse(now) - start)} · lives ${life(Date.parse(crl.nextUpdate) - start)}`;
}

/** The same where there is little room: “2 of 24 h”, “12 min of 7 d”. */
export function crlAgeOfLife(crl: { readonly thisUpdate: string; readonly nextUpdate: string }, now: string): string {
  const start = Date.parse(crl.thisUpdate);
  const old = age(Date.parse(now) - start)
    .replace(" old", "")
    .replace("just now", "0 min");
  const lives = life(Date.parse(crl.nextUpdate) - start);
  const [unit, inAll] = [old.split(" ")[1], lives.split(" ")[1]];
  return unit === inAll ? `${old.split(" ")[0]} of ${lives}` : `${old} of ${lives}`;
}

const hour = 3_600_000;
const day = 24 * hour;

function age(milliseconds: number): string {
  if (milliseconds < 60_000) return "just now";
  if (milliseconds < hour) return `${Math.floor(milliseconds / 60_000)} min old`;
  return milliseconds < day ? `${Math.floor(milliseconds / hour)} h old` : `${Math.floor(milliseconds / day)} d old`;
}

/** A CRL of one day is one of 24 hours. */
function life(milliseconds: number): string {
  return milliseconds < 2 * day ? `${Math.round(milliseconds / hour)} h` : `${Math.round(milliseconds / day)} d`;
}
