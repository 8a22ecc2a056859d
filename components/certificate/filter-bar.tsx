import { Check, ChevronDown } from "lucide-react";
import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import { Menu, MenuItem } from "@/components/ui/menu";
import { certificateKinds, certificateStatuses } from "@/lib/contract/certificate";
import { kindNames } from "./kind-names";
import { isFiltered, type SearchFilter, type SearchView, searchFilters, searchHref, toggleHref } from "./search-url";
import { statusNames } from "./status-words";

interface Named {
  readonly id: string;
  readonly name: string;
}

const filterNames: Readonly<Record<SearchFilter, string>> = {
  status: "Status",
  authority: "Authority",
  profile: "Profile",
  kind: "Kind",
};
const sortNames = { created: "Newest first", expiry: "Ends soonest", name: "Name" } as const;

export interface FilterBarProps {
  readonly view: SearchView;
  readonly authorities: readonly Named[];
  readonly profiles: readonly Named[];
}

/** Filters as chips; every choice is a link, so Back, sharing and opening in a new tab work. */
export function FilterBar({ view, authorities, profiles }: FilterBarProps) {
  const options: Readonly<Record<SearchFilter, readonly Named[]>> = {
    status: certificateStatuses.map((id) => ({ id, name: statusNames[id] })),
    authority: authorities,
    profile: profiles,
    kind: certificateKinds.map((id) => ({ id, name: kindNames[id] })),
  };
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {searchFilters.map((filter) => (
        <FilterChip key={filter} view={view} filter={filter} options={options[filter]} />
      ))}
      {isFiltered(view) && (
        <Link
          href={searchHref({ sort: view.sort })}
          className="px-1.5 text-muted text-sm hover:text-ink hover:underline"
        >
          Clear
        </Link>
      )}
      <div className="ml-auto">
        <Menu
          trigger={
            <button type="button" className={chip}>
              <span className="sr-only">Sorted by:</span>
              {sortNames[view.sort]}
              <ChevronDown aria-hidden size={13} />
            </button>
          }
        >
          {(Object.keys(sortNames) as (keyof typeof sortNames)[]).map((sort) => (
            <MenuItem
              key={sort}
              href={searchHref({ ...view, sort, cursor: null, skipped: 0 })}
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

const chip =
  "inline-flex max-w-72 items-center gap-1 rounded-full border border-line bg-raised px-2.5 py-0.5 text-muted transition-colors hover:border-line-strong hover:text-ink";

function FilterChip({
  view,
  filter,
  options,
}: {
  readonly view: SearchView;
  readonly filter: SearchFilter;
  readonly options: readonly Named[];
}) {
  const values = view[filter] as readonly string[];
  const chosen = values.map((value) => options.find(({ id }) => id === value)?.name ?? value);
  const isOn = chosen.length > 0;
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={classNames(
            chip,
            isOn && "border-accent bg-accent-wash text-accent hover:border-accent hover:text-accent",
          )}
        >
          <span className="truncate">
            {isOn ? `${filterNames[filter]}: ${chosen.join(", ")}` : filterNames[filter]}
          </span>
          <ChevronDown aria-hidden size={13} />
        </button>
      }
    >
      {options.map(({ id, name }) => (
        <MenuItem key={id} href={toggleHref(view, filter, id)} icon={<Tick isOn={values.includes(id)} />}>
          {name}
          {values.includes(id) && <span className="sr-only"> (chosen)</span>}
        </MenuItem>
      ))}
    </Menu>
  );
}

const Tick = ({ isOn }: { readonly isOn: boolean }) => (
  <Check aria-hidden size={14} className={isOn ? "text-accent" : "invisible"} />
);
