"use client";

import { FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { absoluteTime } from "@/components/ui/time-text";
import type { ValidityChoice } from "./issue-request";
import { validityPresets } from "./validity-presets";

export interface ValidityFieldProps {
  readonly value: ValidityChoice;
  readonly limits: { readonly name: string; readonly validityDaysDefault: number; readonly validityDaysMax: number };
  /** The end as it would be signed, once known. */
  readonly notAfter: string | null;
  readonly today: string;
  readonly error: string | null;
  readonly onChange: (value: ValidityChoice) => void;
}

export function ValidityField({ value, limits, notAfter, today, error, onChange }: ValidityFieldProps) {
  const presets = validityPresets(limits);
  const options = presets.map(({ days, label }) => ({ value: String(days), label }));
  const isUntil = value.kind === "until" || !presets.some(({ days }) => days === value.days);
  return (
    <FieldGroup
      legend="Valid for"
      error={error}
      hint={
        <>
          {notAfter !== null && <>Ends {absoluteTime(notAfter)}. </>}
          The profile “{limits.name}” allows {limits.validityDaysMax} days at most.
        </>
      }
    >
      <Segmented
        label="Valid for"
        options={[...options, { value: "until", label: "Until…" }]}
        value={isUntil ? "until" : String(value.kind === "days" ? value.days : "")}
        onChange={(choice) =>
          onChange(
            choice === "until"
              ? { kind: "until", date: dateAfter(today, limits.validityDaysDefault) }
              : { kind: "days", days: Number(choice) },
          )
        }
      />
      {value.kind === "until" && (
        <Input
          type="date"
          aria-label="Last day, in UTC"
          className="mt-1 sm:w-44"
          min={today.slice(0, 10)}
          max={dateAfter(today, limits.validityDaysMax)}
          value={value.date}
          onChange={(event) => onChange({ kind: "until", date: event.target.value })}
        />
      )}
    </FieldGroup>
  );
}

function dateAfter(today: string, days: number): string {
  return new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
}
