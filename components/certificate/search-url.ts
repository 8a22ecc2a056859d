/** The certificates screen's state lives in its URL; this is the only place that reads and writes it. */
import {
  type CertificateSearch,
  type CertificateView,
  certificateKinds,
  certificateSearchSchema,
  certificateStatuses,
  expiryWindowPattern,
  type Selection,
} from "@/lib/contract/certificate-search";
import { type Column, columnNames, defaultColumns } from "./columns";

export const pageSize = 50;
const path = "/certificates";

type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

export const searchFilters = ["status", "authority", "profile", "kind", "owner", "tag"] as const;
export type SearchFilter = (typeof searchFilters)[number];

export interface SearchView extends Omit<CertificateSearch, "owner" | "tag" | "expires"> {
  readonly owner: string[];
  readonly tag: string[];
  readonly expires: string | null;
  /** In the order of the table. */
  readonly columns: readonly Column[];
  /** How many rows lie before this page; for “51–100 of 418” only, so it is believed as it stands. */
  readonly skipped: number;
}

/** Unknown values are dropped, so a link from an older version still opens. */
export function parseSearch(parameters: Parameters): SearchView {
  const all = (name: string) => [parameters[name] ?? []].flat().filter((value) => value !== "");
  const one = (name: string) => all(name)[0] ?? "";
  const known = <T extends string>(name: string, values: readonly T[]) =>
    [...new Set(all(name))].filter((value): value is T => (values as readonly string[]).includes(value));
  const texts = (name: string, length: number, count: number) =>
    [...new Set(all(name))].filter((value) => value.length <= length).slice(0, count);
  const sort = one("sort");
  const cursor = one("after");
  const skipped = Number(one("skipped"));
  const search = certificateSearchSchema.parse({
    q: one("q").trim().slice(0, 20_000),
    status: known("status", certificateStatuses),
    authority: texts("authority", 64, 100),
    profile: texts("profile", 64, 100),
    kind: known("kind", certificateKinds),
    owner: texts("owner", 105, 20),
    tag: texts("tag", 32, 12),
    expires: expiryWindowPattern.test(one("expires")) ? one("expires") : null,
    sort: sort === "expiry" || sort === "name" ? sort : "created",
    cursor: cursor !== "" && cursor.length <= 400 ? cursor : null,
    limit: pageSize,
  });
  return {
    ...search,
    owner: search.owner ?? [],
    tag: search.tag ?? [],
    expires: search.expires ?? null,
    columns: parseColumns(one("columns")),
    skipped: cursor !== "" && Number.isSafeInteger(skipped) && skipped > 0 ? skipped : 0,
  };
}

function parseColumns(text: string): readonly Column[] {
  if (text === "") return defaultColumns;
  const chosen = text.split(",");
  return (Object.keys(columnNames) as Column[]).filter((column) => chosen.includes(column));
}

const noColumns = "none";

/** The address of a view. Whatever is as usual stays out of it. */
export function searchHref(view: Partial<SearchView>): string {
  const text = searchQuery(view);
  return text === "" ? path : `${path}?${text}`;
}

const leafKinds = certificateKinds.filter((kind) => kind !== "authority");

/** Of leaves only: what the overview counts. */
export const leavesHref = (view: Partial<SearchView>): string => searchHref({ ...view, kind: leafKinds });

/** The same without the path and the question mark. */
export function searchQuery(view: Partial<SearchView>): string {
  const query = new URLSearchParams();
  if (view.q) query.set("q", view.q);
  for (const filter of searchFilters) for (const value of view[filter] ?? []) query.append(filter, value);
  if (view.expires) query.set("expires", view.expires);
  if (view.sort && view.sort !== "created") query.set("sort", view.sort);
  if (view.columns && view.columns.join() !== defaultColumns.join()) {
    query.set("columns", view.columns.join(",") || noColumns);
  }
  if (view.cursor) query.set("after", view.cursor);
  if (view.cursor && view.skipped) query.set("skipped", String(view.skipped));
  return query.toString();
}

/** The same view with one value of a filter switched; back on its first page. */
export function toggleHref(view: SearchView, filter: SearchFilter, value: string): string {
  const present = view[filter] as readonly string[];
  const values = present.includes(value) ? present.filter((other) => other !== value) : [...present, value];
  return searchHref({ ...firstPage(view), [filter]: values });
}

/** The same page with one column more or less. */
export function toggleColumnHref(view: SearchView, column: Column): string {
  const isShown = view.columns.includes(column);
  const columns = (Object.keys(columnNames) as Column[]).filter((one) =>
    one === column ? !isShown : view.columns.includes(one),
  );
  return searchHref({ ...view, columns });
}

export function firstPage(view: SearchView): SearchView {
  return { ...view, cursor: null, skipped: 0 };
}

export function isFiltered(view: SearchView): boolean {
  return view.q !== "" || view.expires !== null || searchFilters.some((filter) => view[filter].length > 0);
}

/** What an act on many, or an export, is about. */
export function viewOf({ cursor: _, limit: __, skipped: ___, columns: ____, ...view }: SearchView): CertificateView {
  return view;
}

export function exportHref(view: SearchView, format: "csv" | "pem", ids: readonly string[] | null): string {
  const query = new URLSearchParams(searchQuery({ ...firstPage(view), columns: defaultColumns }));
  query.set("format", format);
  for (const id of ids ?? []) query.append("id", id);
  return `${path}/export?${query}`;
}

/** From the query of such an address. */
export function selectionFrom(query: URLSearchParams): Selection {
  const parameters = Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
  const ids = query.getAll("id").filter((id) => id.length <= 64);
  return { view: viewOf(parseSearch(parameters)), ids: ids.length > 0 ? ids.slice(0, 200) : null };
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
