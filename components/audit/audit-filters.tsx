import Form from "next/form";
import Link from "next/link";
import type { AuditSearch } from "@/lib/contract/audit";
import { Button } from "../ui/button";
import { Input, Select } from "../ui/input";
import { actionWords, resultWords } from "./audit-words";

export interface AuditFiltersProps {
  readonly search: AuditSearch;
  readonly actions: readonly string[];
}

/** A plain form whose address is the view. */
export function AuditFilters({ search, actions }: AuditFiltersProps) {
  const isFiltered = search.actor ?? search.action ?? search.result ?? search.objectId;
  return (
    <Form
      key={JSON.stringify(search)}
      action="/audit"
      className="grid gap-2 sm:grid-cols-2 lg:grid-cols-[minmax(0,14rem)_minmax(0,14rem)_minmax(0,9rem)_auto_1fr]"
    >
      <Input
        name="actor"
        type="search"
        aria-label="Who"
        placeholder="Who: part of an address"
        defaultValue={search.actor ?? ""}
      />
      <Select name="action" aria-label="Act" defaultValue={search.action ?? ""}>
        <option value="">Every act</option>
        {actions.map((action) => (
          <option key={action} value={action}>
            {actionWords(action)}
          </option>
        ))}
      </Select>
      <Select name="result" aria-label="Result" defaultValue={search.result ?? ""}>
        <option value="">Every result</option>
        {Object.entries(resultWords).map(([value, { word }]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </Select>
      {search.objectId ? <input type="hidden" name="object" value={search.objectId} /> : null}
      <div className="flex items-center gap-2">
        <Button type="submit" className="h-8.5">
          Filter
        </Button>
        {isFiltered ? (
          <Link href="/audit" className="link px-1">
            Show everything
          </Link>
        ) : null}
      </div>
    </Form>
  );
}
