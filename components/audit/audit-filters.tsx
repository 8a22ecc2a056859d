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
  const { before: _, limit: __, ...filter } = search;
  const isFiltered = Object.values(filter).some((value) => value !== null);
  return (
    <Form key={JSON.stringify(search)} action="/audit" className="grid gap-2 sm:grid-cols-2 lg:grid-cols-4">
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
      <Input
        name="on"
        type="search"
        aria-label="On what"
        placeholder="On what: part of a name, or an id"
        defaultValue={search.object ?? ""}
      />
      <Select name="result" aria-label="Result" defaultValue={search.result ?? ""}>
        <option value="">Every result</option>
        {Object.entries(resultWords).map(([value, { word }]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </Select>
      <DayField name="from" label="From" value={search.from} />
      <DayField name="until" label="To" value={search.until} />
      {search.objectKind ? <input type="hidden" name="kind" value={search.objectKind} /> : null}
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

interface DayFieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string | null | undefined;
}

/** A whole day in UTC, as the log has it. */
function DayField({ name, label, value }: DayFieldProps) {
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={`audit-${name}`} className="text-muted">
        {label}
      </label>
      <Input id={`audit-${name}`} type="date" name={name} defaultValue={value ?? ""} title="A whole day in UTC" />
    </div>
  );
}
