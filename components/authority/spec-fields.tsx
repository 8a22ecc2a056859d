"use client";

import { ChevronRight } from "lucide-react";
import { KeyTypeSelect } from "@/components/certificate/key-type-select";
import { SubjectFields } from "@/components/certificate/subject-fields";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { keyTypes } from "@/lib/pki/algorithm";
import type { SubjectField } from "@/lib/pki/name";
import { NameConstraintsFields } from "./name-constraints-fields";
import { constraintCount, type SpecForm } from "./spec-form";
import { ValidationUrlField } from "./validation-url-field";

export interface SpecFieldsProps {
  readonly kind: "root" | "issuing";
  readonly form: SpecForm;
  /** By dotted path. */
  readonly errorOf: (field: string) => string | null;
  readonly onChange: (form: SpecForm) => void;
}

const rules = {
  country: "allow",
  stateOrProvince: "allow",
  locality: "allow",
  organization: "allow",
  organizationalUnit: "allow",
  commonName: "require",
  serialNumber: "allow",
} as const;
const levels = [0, 1, 2, 3] as const;

/** The questions that make an authority; the same for a root and for one below it. */
export function SpecFields({ kind, form, errorOf, onChange }: SpecFieldsProps) {
  const subjectErrors = Object.fromEntries(
    (Object.keys(rules) as SubjectField[]).flatMap((field) => {
      const error = errorOf(`subject.${field}`);
      return error === null ? [] : [[field, error]];
    }),
  );
  return (
    <>
      <Field
        label="Name"
        error={errorOf("subject.commonName") ?? errorOf("name")}
        hint="The common name in its certificate and what everybody here calls it. It cannot be changed later."
      >
        {(control) => (
          <Input
            {...control}
            value={form.subject.commonName ?? ""}
            maxLength={64}
            autoComplete="off"
            placeholder={kind === "root" ? "Corp Root R2" : "Corp Issuing E2"}
            onChange={(event) => onChange({ ...form, subject: { ...form.subject, commonName: event.target.value } })}
          />
        )}
      </Field>
      <SubjectFields
        rules={rules}
        value={form.subject}
        errors={subjectErrors}
        onChange={(subject) => onChange({ ...form, subject })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <KeyTypeSelect
          keyTypes={keyTypes}
          value={form.keyType}
          error={errorOf("keyType") ?? errorOf("key")}
          onChange={(keyType) => onChange({ ...form, keyType })}
        />
        <Field
          label="Valid for, years"
          error={errorOf("validityYears") ?? errorOf("validity")}
          hint={kind === "root" ? "Roots are replaced rarely." : "Never longer than the one above it."}
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={1}
              max={40}
              value={form.validityYears}
              onChange={(event) => onChange({ ...form, validityYears: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field
        label="Authorities below it"
        error={errorOf("pathLength")}
        hint="The path length in its certificate: how many levels of authorities may follow."
      >
        {(control) => (
          <Select
            {...control}
            value={form.pathLength ?? "any"}
            onChange={(event) =>
              onChange({ ...form, pathLength: event.target.value === "any" ? null : Number(event.target.value) })
            }
          >
            {levels
              .filter((level) => kind === "issuing" || level > 0)
              .map((level) => (
                <option key={level} value={level}>
                  {level === 0
                    ? "None: it signs end certificates only"
                    : `${level} ${level === 1 ? "level" : "levels"}`}
                </option>
              ))}
            <option value="any">No limit</option>
          </Select>
        )}
      </Field>
      <ValidationUrlField
        value={form.validationUrl}
        error={errorOf("validationUrl")}
        onChange={(validationUrl) => onChange({ ...form, validationUrl })}
      />
      <Constraints form={form} errorOf={errorOf} onChange={onChange} />
    </>
  );
}

/** Folded away, because most authorities have none; written into the certificate, so relying parties enforce them too. */
function Constraints({ form, errorOf, onChange }: Omit<SpecFieldsProps, "kind">) {
  const count = constraintCount(form.nameConstraints);
  const asWhole = errorOf("nameConstraints");
  return (
    <details className="group rounded-md border border-line" open={asWhole !== null || undefined}>
      <summary className="flex list-none items-center gap-1.5 px-2.5 py-1.5 text-muted hover:text-ink">
        <ChevronRight aria-hidden size={14} className="transition-transform group-open:rotate-90" />
        Name constraints
        <span className="text-sm">· {count === 0 ? "any name" : `${count} set`}</span>
      </summary>
      <div className="grid gap-3 border-line border-t px-3 py-3">
        {asWhole !== null && <p className="text-bad text-sm">{asWhole}</p>}
        <NameConstraintsFields
          value={form.nameConstraints}
          errorOf={(side, kind) => errorOf(`nameConstraints.${side}.${kind}`)}
          onChange={(nameConstraints) => onChange({ ...form, nameConstraints })}
        />
      </div>
    </details>
  );
}
