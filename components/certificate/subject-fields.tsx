"use client";

import { ChevronRight } from "lucide-react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ProfileDto } from "@/lib/contract/profile";
import type { Subject, SubjectField } from "@/lib/pki/name";

export const subjectLabels: Readonly<Record<SubjectField, string>> = {
  commonName: "Common name",
  organization: "Organization",
  organizationalUnit: "Unit",
  locality: "City",
  stateOrProvince: "State or province",
  country: "Country",
  serialNumber: "Serial number",
};

const order: readonly SubjectField[] = [
  "organization",
  "organizationalUnit",
  "locality",
  "stateOrProvince",
  "country",
  "serialNumber",
];

export interface SubjectFieldsProps {
  readonly rules: ProfileDto["subject"];
  readonly value: Subject;
  /** By field, e.g. `country`. */
  readonly errors: Readonly<Partial<Record<SubjectField, string>>>;
  readonly onChange: (subject: Subject) => void;
}

/** Subject fields beyond the common name: folded away until they are needed, required or wrong. */
export function SubjectFields({ rules, value, errors, onChange }: SubjectFieldsProps) {
  const shown = order.filter((field) => rules[field] !== "deny" || (value[field] ?? "") !== "");
  if (shown.length === 0) return null;
  const isNeeded = shown.some((field) => rules[field] === "require" || errors[field] !== undefined);
  const filled = shown.filter((field) => (value[field] ?? "") !== "").length;
  return (
    <details className="group rounded-md border border-line" open={isNeeded || undefined}>
      <summary className="flex list-none items-center gap-1.5 px-2.5 py-1.5 text-muted hover:text-ink">
        <ChevronRight aria-hidden size={14} className="transition-transform group-open:rotate-90" />
        More about the subject
        {filled > 0 && <span className="text-sm">· {filled} filled in</span>}
      </summary>
      <div className="grid gap-3 border-line border-t px-3 py-3 sm:grid-cols-2">
        {shown.map((field) => (
          <Field
            key={field}
            label={subjectLabels[field]}
            optional={rules[field] === "allow"}
            error={errors[field]}
            hint={field === "country" ? "Two letters, as in CH." : undefined}
          >
            {(control) => (
              <Input
                {...control}
                value={value[field] ?? ""}
                maxLength={400}
                autoComplete="off"
                onChange={(event) => onChange({ ...value, [field]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </details>
  );
}
