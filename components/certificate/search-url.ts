/** The certificates screen's state lives in its URL; this is the only place that reads and writes it. */
import {
  type CertificateSearch,
  certificateKinds,
  certificateSearchSchema,
  certificateStatuses,
} from "@/lib/contract/certificate";

export const pageSize = 50;
const path = "/certificates";

type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

export const searchFilters = ["status", "authority", "profile", "kind"] as const;
export type SearchFilter = (typeof searchFilters)[number];

export interface SearchView extends CertificateSearch {
  /** How many rows lie before this page; for “51–100 of 418” only, so it is believed as it stands. */
  readonly skipped: number;
}

/** Unknown values are dropped, so a link from an older version still opens. */
export function parseSearch(parameters: Parameters): SearchView {
  const all = (name: string) => [parameters[name] ?? []].flat().filter((value) => value !== "");
  const one = (name: string) => all(name)[0] ?? "";
  const known = <T extends string>(name: string, values: readonly T[]) =>
    [...new Set(all(name))].filter((value): value is T => (values as readonly string[]).includes(value));
  const ids = (name: string) => [...new Set(all(name))].filter((value) => value.length <= 64);
  const sort = one("sort");
  const cursor = one("after");
  const skipped = Number(one("skipped"));
  return {
    ...certificateSearchSchema.parse({
      q: one("q").trim().slice(0, 20_000),
      status: known("status", certificateStatuses),
      authority: ids("authority"),
      profile: ids("profile"),
      kind: known("kind", certificateKinds),
      sort: sort === "expiry" || sort === "name" ? sort : "created",
      cursor: cursor !== "" && cursor.length <= 400 ? cursor : null,
      limit: pageSize,
    }),
    skipped: cursor !== "" && Number.isSafeInteger(skipped) && skipped > 0 ? skipped : 0,
  };
}

/** The address of a view. Whatever is as usual stays out of it. */
export function searchHref(view: Partial<SearchView>): string {
  const query = new URLSearchParams();
  if (view.q) query.set("q", view.q);
  for (const filter of searchFilters) for (const value of view[filter] ?? []) query.append(filter, value);
  if (view.sort && view.sort !== "created") query.set("sort", view.sort);
  if (view.cursor) query.set("after", view.cursor);
  if (view.cursor && view.skipped) query.set("skipped", String(view.skipped));
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** The same view with one value of a filter switched; back on its first page. */
export function toggleHref(view: SearchView, filter: SearchFilter, value: string): string {
  const present = view[filter] as readonly string[];
  const values = present.includes(value) ? present.filter((other) => other !== value) : [...present, value];
  return searchHref({ ...firstPage(view), [filter]: values });
}

export function firstPage(view: SearchView): SearchView {
  return { ...view, cursor: null, skipped: 0 };
}

export function isFiltered(view: SearchView): boolean {
  return view.q !== "" || searchFilters.some((filter) => view[filter].length > 0);
}

/** “1–50 of 418”, “over 10,000” past what is counted exactly. */
export function rangeWords(view: SearchView, rowCount: number, total: number): string {
  if (rowCount === 0) return "none";
  const first = view.skipped + 1;
  return `${grouped(first)}–${grouped(view.skipped + rowCount)} of ${totalWords(total)}`;
}

export function totalWords(total: number): string {
  return total > 10_000 ? "over 10,000" : grouped(total);
}

const grouped = (count: number): string => count.toLocaleString("en-US");
