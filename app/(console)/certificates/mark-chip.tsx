"use client";

import { ChevronDown } from "lucide-react";
import { chipClass } from "@/components/certificate/chip";
import { FilterOptions } from "@/components/certificate/filter-bar";
import type { SearchView } from "@/components/certificate/search-url";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useAction } from "@/components/ui/use-action";
import type { Marks } from "@/lib/contract/certificate";
import { certificateMarks } from "./actions";

const words = {
  owner: { name: "Owner", none: "Nothing has an owner yet." },
  tag: { name: "Tag", none: "Nothing is tagged yet." },
} as const;

/** Owners and tags in use are asked for when the chip is opened, not with every page. */
export function MarkChip({
  view,
  filter,
  names,
}: {
  readonly view: SearchView;
  readonly filter: "owner" | "tag";
  /** Of the values chosen now, in their order. */
  readonly names: readonly string[];
}) {
  const marks = useAction(certificateMarks);
  const options = optionsOf(marks.value, filter);
  const ask = () => {
    if (marks.value === null && !marks.pending) marks.run({});
  };
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={chipClass(names.length > 0)}
          onPointerDown={ask}
          onFocus={ask}
          aria-label={names.length > 0 ? undefined : words[filter].name}
        >
          <span className="truncate">
            {names.length > 0 ? `${words[filter].name}: ${names.join(", ")}` : words[filter].name}
          </span>
          <ChevronDown aria-hidden size={13} />
        </button>
      }
    >
      {options === null ? (
        <MenuItem disabled>{marks.failure?.message ?? "Looking…"}</MenuItem>
      ) : options.length === 0 ? (
        <MenuItem disabled>{words[filter].none}</MenuItem>
      ) : (
        <div className="max-h-80 overflow-y-auto">
          <FilterOptions view={view} filter={filter} options={options} />
        </div>
      )}
    </Menu>
  );
}

function optionsOf(marks: Marks | null, filter: "owner" | "tag") {
  if (marks === null) return null;
  if (filter === "tag") return marks.tags.map((tag) => ({ id: tag, name: tag }));
  const me = { id: "me", name: "Mine" };
  return [me, ...marks.owners.map(({ value, name }) => ({ id: value, name }))];
}
