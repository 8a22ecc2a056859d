import type { SubjectField } from "@/lib/pki/name";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

export type SubjectText = Readonly<Partial<Record<SubjectField, string>>>;

const words = {
  country: { label: "Country", hint: "Two letters, as in DE." },
  stateOrProvince: { label: "State or province", hint: null },
  locality: { label: "City", hint: null },
  organization: { label: "Organization", hint: null },
  organizationalUnit: { label: "Unit", hint: null },
  commonName: { label: "Name", hint: null },
  serialNumber: { label: "Serial number of the subject", hint: null },
} as const satisfies Record<SubjectField, { label: string; hint: string | null }>;

export interface SubjectFieldsProps {
  readonly fields: readonly SubjectField[];
  readonly value: SubjectText;
  readonly onChange: (value: SubjectText) => void;
  readonly errorOf: (field: SubjectField) => string | null;
}

/** Parts of a distinguished name that may be left empty. */
export function SubjectFields({ fields, value, onChange, errorOf }: SubjectFieldsProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {fields.map((field) => (
        <Field key={field} label={words[field].label} hint={words[field].hint} error={errorOf(field)} optional>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={field === "country" ? 2 : 400}
              value={value[field] ?? ""}
              onChange={(event) => onChange({ ...value, [field]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

/** What was filled in; an empty field is no field. */
export function subjectFrom(text: SubjectText): SubjectText {
  return Object.fromEntries(
    Object.entries(text)
      .map(([field, value]) => [field, value.trim()])
      .filter(([, value]) => value !== ""),
  );
}
