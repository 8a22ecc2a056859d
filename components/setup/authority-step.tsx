import { keyTypes } from "@/lib/pki/algorithm";
import { ValidationUrlField } from "../authority/validation-url-field";
import { KeyTypeSelect } from "../certificate/key-type-select";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { AuthorityLimits } from "./authority-limits";
import { type HierarchyForm, issuingNameOf, rootNameOf } from "./hierarchy-form";

export interface AuthorityStepProps {
  readonly value: HierarchyForm;
  readonly onChange: (value: HierarchyForm) => void;
  /** By the dotted path inside the hierarchy. */
  readonly errorOf: (field: string) => string | null;
}

export function AuthorityStep({ value, onChange, errorOf }: AuthorityStepProps) {
  const set = (change: Partial<HierarchyForm>) => onChange({ ...value, ...change });
  return (
    <>
      <Field
        label="Organization"
        error={errorOf("subject.organization")}
        hint="Stands in the name of both authorities, for everybody who looks at a certificate."
      >
        {(control) => (
          <Input
            {...control}
            required
            maxLength={64}
            autoComplete="organization"
            value={value.subject.organization ?? ""}
            onChange={(event) => set({ subject: { ...value.subject, organization: event.target.value } })}
          />
        )}
      </Field>
      <BothAuthorities value={value} set={set} errorOf={errorOf} />
      <KeyTypeSelect
        keyTypes={keyTypes}
        value={value.keyType}
        error={errorOf("keyType")}
        onChange={(keyType) => set({ keyType })}
      />
      <ValidationUrlField
        value={value.validationUrl}
        error={errorOf("validationUrl")}
        onChange={(validationUrl) => set({ validationUrl })}
      />
      <AuthorityLimits value={value} set={set} errorOf={errorOf} />
    </>
  );
}

interface PartProps extends Pick<AuthorityStepProps, "value" | "errorOf"> {
  readonly set: (change: Partial<HierarchyForm>) => void;
}

function BothAuthorities({ value, set, errorOf }: PartProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Named
        label="Root"
        hint="Signs authorities only. Clients trust this one."
        value={rootNameOf(value)}
        error={errorOf("rootName")}
        onChange={(rootName) => set({ rootName })}
      />
      <Named
        label="Issuing authority"
        hint="Signs servers’ and clients’ certificates."
        value={issuingNameOf(value)}
        error={errorOf("issuingName")}
        onChange={(issuingName) => set({ issuingName })}
      />
      <Years
        label="Root valid for"
        value={value.rootValidityYears}
        error={errorOf("rootValidityYears")}
        onChange={(rootValidityYears) => set({ rootValidityYears })}
      />
      <Years
        label="Issuing authority valid for"
        value={value.issuingValidityYears}
        error={errorOf("issuingValidityYears")}
        onChange={(issuingValidityYears) => set({ issuingValidityYears })}
      />
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

function Named({ label, hint, value, error, onChange }: TextProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          required
          maxLength={64}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

function Years({ label, value, error, onChange }: TextProps) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <span className="flex items-center gap-2">
          <Input
            {...control}
            type="number"
            required
            min={1}
            max={40}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className="w-20"
          />
          <span className="text-muted">years</span>
        </span>
      )}
    </Field>
  );
}
