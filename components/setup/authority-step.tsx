import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { keyTypes } from "@/lib/pki/algorithm";
import { NameConstraintsFields } from "../authority/name-constraints-fields";
import { SubjectFields } from "../authority/subject-fields";
import { ValidationUrlField } from "../authority/validation-url-field";
import { KeyTypeSelect } from "../certificate/key-type-select";
import { Field } from "../ui/field";
import { Input, Select } from "../ui/input";
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
      <MoreFields value={value} set={set} errorOf={errorOf} />
    </>
  );
}

const furtherFields = ["organizationalUnit", "country", "stateOrProvince", "locality"] as const;

interface MoreFieldsProps extends Pick<AuthorityStepProps, "value" | "errorOf"> {
  readonly set: (change: Partial<HierarchyForm>) => void;
}

function MoreFields({ value, set, errorOf }: MoreFieldsProps) {
  const hasError = (prefixes: readonly string[]) => prefixes.some((prefix) => errorOf(prefix) !== null);
  const listErrorOf = (side: string, kind: string) => errorOf(`nameConstraints.${side}.${kind}`);
  return (
    <div className="grid gap-px">
      <More title="Further subject fields" open={hasError(furtherFields.map((field) => `subject.${field}`))}>
        <SubjectFields
          fields={furtherFields}
          value={value.subject}
          onChange={(subject) => set({ subject })}
          errorOf={(field) => errorOf(`subject.${field}`)}
        />
      </More>
      <More title="Limits: levels and names" open={hasError(["rootPathLength", "nameConstraints"])}>
        <div className="grid gap-4">
          <Field
            label="Levels below the root"
            error={errorOf("rootPathLength")}
            hint="The issuing authority itself can make no further authorities."
          >
            {(control) => (
              <Select
                {...control}
                value={value.rootPathLength}
                onChange={(event) => set({ rootPathLength: event.target.value })}
              >
                <option value="1">1: issuing authorities only</option>
                {["2", "3", "4", "5"].map((levels) => (
                  <option key={levels} value={levels}>
                    {levels}
                  </option>
                ))}
                <option value="none">No limit</option>
              </Select>
            )}
          </Field>
          <p className="text-muted">
            Name constraints are written into the issuing authority: clients refuse anything of it outside them,
            whatever this server does. Empty means no limit.
          </p>
          <NameConstraintsFields
            value={value.nameConstraints}
            onChange={(nameConstraints) => set({ nameConstraints })}
            errorOf={listErrorOf}
          />
        </div>
      </More>
    </div>
  );
}

function More({
  title,
  open,
  children,
}: {
  readonly title: string;
  readonly open: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details className="group border-line border-t" {...(open ? { open: true } : {})}>
      <summary className="flex list-none items-center gap-2 py-2.5 font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={14} className="text-faint transition-transform group-open:rotate-90" />
        {title}
      </summary>
      <div className="pt-1 pb-4 sm:pl-5.5">{children}</div>
    </details>
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
