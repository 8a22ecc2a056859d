import { Check, ChevronDown, Columns3 } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Menu, MenuItem } from "@/components/ui/menu";
import { certificateKinds, certificateStatuses } from "@/lib/contract/certificate-search";
import { chipClass } from "./chip";
import { type Column, columnNames, defaultColumns } from "./columns";
import { kindNames } from "./kind-names";
import {
  firstPage,
  isFiltered,
  type SearchFilter,
  type SearchView,
  searchHref,
  toggleColumnHref,
  toggleHref,
} from "./search-url";
import { statusNames } from "./status-words";

interface Named {
  readonly id: string;
  readonly name: string;
}

const listed = { status: "Status", authority: "Authority", profile: "Profile", kind: "Kind" } as const;
type Listed = keyof typeof listed;

const sortNames = { created: "Newest first", expiry: "Ends soonest", name: "Name" } as const;

export interface FilterBarProps {
  readonly view: SearchView;
  readonly authorities: readonly Named[];
  readonly profiles: readonly Named[];
  /** Chips whose choices come from the server when they are opened. */
  readonly more: ReactNode;
  /** Views that were kept. */
  readonly views: ReactNode;
}

/** Filters as chips; every choice is a link, so Back, sharing and opening in a new tab work. */
export function FilterBar({ view, authorities, profiles, more, views }: FilterBarProps) {
  const options: Readonly<Record<Listed, readonly Named[]>> = {
    status: certificateStatuses.map((id) => ({ id, name: statusNames[id] })),
    authority: authorities,
    profile: profiles,
    kind: certificateKinds.map((id) => ({ id, name: kindNames[id] })),
  };
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {(Object.keys(listed) as Listed[]).map((filter) => (
        <FilterChip key={filter} view={view} filter={filter} options={options[filter]} />
      ))}
      {more}
      {isFiltered(view) && (
        <Link
          href={searchHref({ sort: view.sort, columns: view.columns })}
          className="px-1.5 text-muted text-sm hover:text-ink hover:underline"
        >
          Clear
        </Link>
      )}
      {views}
      <div className="ml-auto flex gap-1.5">
        <ColumnMenu view={view} />
        <Menu
          trigger={
            <button type="button" className={chipClass(false)}>
              <span className="sr-only">Sorted by:</span>
              {sortNames[view.sort]}
              <ChevronDown aria-hidden size={13} />
            </button>
          }
        >
          {(Object.keys(sortNames) as (keyof typeof sortNames)[]).map((sort) => (
            <MenuItem
              key={sort}
              href={searchHref({ ...firstPage(view), sort })}
              icon={<Tick isOn={view.sort === sort} />}
            >
              {sortNames[sort]}
            </MenuItem>
          ))}
        </Menu>
      </div>
    </div>
  );
}

function ColumnMenu({ view }: { readonly view: SearchView }) {
  return (
    <Menu
      trigger={
        <button type="button" className={`${chipClass(false)} max-sm:hidden`}>
          <Columns3 aria-hidden size={13} />
          Columns
        </button>
      }
    >
      {(Object.keys(columnNames) as Column[]).map((column) => (
        <MenuItem
          key={column}
          href={toggleColumnHref(view, column)}
          icon={<Tick isOn={view.columns.includes(column)} />}
        >
          {columnNames[column]}
          {view.columns.includes(column) && <span className="sr-only"> (shown)</span>}
        </MenuItem>
      ))}
      <MenuItem href={searchHref({ ...view, columns: defaultColumns })} icon={<Tick isOn={false} />}>
        The usual ones
      </MenuItem>
    </Menu>
  );
}

/** “Kind: Server, Client”, “Kind: Server +4”. */
function chipWords(word: string, chosen: readonly string[]): string {
  if (chosen.length === 0) return word;
  return chosen.length > 2 ? `${word}: ${chosen[0]} +${chosen.length - 1}` : `${word}: ${chosen.join(", ")}`;
}

function FilterChip({
  view,
  filter,
  options,
}: {
  readonly view: SearchView;
  readonly filter: Listed;
  readonly options: readonly Named[];
}) {
  const values = view[filter] as readonly string[];
  const chosen = values.map((value) => options.find(({ id }) => id === value)?.name ?? value);
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" title={chosen.join(", ") || undefined} className={chipClass(chosen.length > 0)}>
          <span className="truncate">{chipWords(listed[filter], chosen)}</span>
          <ChevronDown aria-hidden size={13} />
        </button>
      }
    >
      <FilterOptions view={view} filter={filter} options={options} />
    </Menu>
  );
}

export function FilterOptions({
  view,
  filter,
  options,
}: {
  readonly view: SearchView;
  readonly filter: SearchFilter;
  readonly options: readonly Named[];
}) {
  const values = view[filter] as readonly string[];
  return options.map(({ id, name }) => (
    <MenuItem key={id} href={toggleHref(view, filter, id)} icon={<Tick isOn={values.includes(id)} />}>
      {name}
      {values.includes(id) && <span className="sr-only"> (chosen)</span>}
    </MenuItem>
  ));
}

export const Tick = ({ isOn }: { readonly isOn: boolean }) => (
  <Check aria-hidden size={14} className={isOn ? "text-accent" : "invisible"} />
);
