"use client";

import { FieldGroup } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface ScopeFieldProps {
  readonly legend: string;
  /** As in “every authority”. */
  readonly what: string;
  readonly options: readonly Named[];
  /** Null for all of them. */
  readonly value: readonly string[] | null;
  readonly error: string | null;
  readonly onChange: (ids: readonly string[] | null) => void;
}

/** All there are and will be, or named ones. */
export function ScopeField({ legend, what, options, value, error, onChange }: ScopeFieldProps) {
  return (
    <FieldGroup legend={legend} error={error} hint={value === null ? `Also every ${what} that is made later.` : null}>
      <Segmented
        label={legend}
        value={value === null ? "every" : "named"}
        options={[
          { value: "every", label: `Every ${what}` },
          { value: "named", label: "Only these" },
        ]}
        onChange={(chosen) => onChange(chosen === "every" ? null : [])}
      />
      {value === null ? null : <Choices options={options} value={value} isWrong={error !== null} onChange={onChange} />}
    </FieldGroup>
  );
}

function Choices({
  options,
  value,
  isWrong,
  onChange,
}: {
  readonly options: readonly Named[];
  readonly value: readonly string[];
  readonly isWrong: boolean;
  readonly onChange: (ids: readonly string[]) => void;
}) {
  return (
    <div className="max-h-44 overflow-y-auto rounded-md border border-line-strong">
      {options.map(({ id, name }) => (
        <label
          key={id}
          className="flex cursor-pointer items-center gap-2.5 border-line px-3 py-1.5 not-last:border-b has-checked:bg-accent-wash"
        >
          <input
            type="checkbox"
            aria-invalid={isWrong || undefined}
            checked={value.includes(id)}
            onChange={({ target }) => onChange(target.checked ? [...value, id] : value.filter((one) => one !== id))}
            className="size-3.75 shrink-0 accent-accent"
          />
          <span className="min-w-0 break-words">{name}</span>
        </label>
      ))}
    </div>
  );
}
