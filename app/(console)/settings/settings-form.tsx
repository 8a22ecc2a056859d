"use client";

import { type SubmitEvent, useState } from "react";
import { NumberField } from "@/components/settings/number-field";
import { type SettingsForm as Form, formOf, inputOf } from "@/components/settings/settings-fields";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { FormError } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { SettingsView } from "@/lib/contract/settings";
import { updateSettings } from "./actions";

export interface SettingsFormProps {
  readonly view: SettingsView;
  /** Where this console is reached; it follows from the server's environment. */
  readonly consoleUrl: string;
}

export function SettingsForm({ view, consoleUrl }: SettingsFormProps) {
  const saved = formOf(view.settings);
  const [form, setForm] = useState(saved);
  const toast = useToast();
  const update = useAction(updateSettings, { onSuccess: () => toast("Saved. In force from the next request on.") });
  const disabled = !view.may.update;
  const isChanged = (Object.keys(saved) as (keyof Form)[]).some((field) => form[field] !== saved[field]);
  const of = (field: keyof Form) => ({
    value: form[field],
    error: update.errorOf(field),
    disabled,
    onChange: (value: string) => setForm((before) => ({ ...before, [field]: value })),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isChanged && !update.pending) update.run(inputOf(form));
  };
  return (
    <form noValidate onSubmit={submit} className="grid max-w-3xl gap-4.5">
      <FormError message={update.failure?.field === null ? update.failure.message : null} />
      <Card title="Names and addresses">
        <div className="grid gap-4">
          <TextField
            {...of("instanceName")}
            label="Name of this instance"
            hint="Shown beside the product’s name, so that nobody takes the test instance for the real one."
          />
          <TextField
            {...of("validationUrl")}
            label="Validation URL of new authorities"
            placeholder={view.configuredValidationUrl}
            hint="Where relying parties will fetch CRLs. Empty: as the server is configured. Authorities that exist keep theirs."
          />
          <Field label="Address of this console" hint="Follows from COUNTERSIGN_URL, COUNTERSIGN_HOST and PORT.">
            {(control) => <Input {...control} mono readOnly value={consoleUrl} />}
          </Field>
        </div>
      </Card>
      <Card title="Signing in">
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            {...of("sessionHours")}
            label="A session lasts, hours"
            hint="Counted from signing in; less ends sessions that are open, too."
          />
          <NumberField
            {...of("idleMinutes")}
            label="Or ends when idle, minutes"
            hint="Empty: not before its hours are over."
            optional
          />
        </div>
      </Card>
      <Card title="Defaults">
        <Field
          label="Profile of a new certificate"
          error={update.errorOf("defaultProfileId")}
          hint="Chosen in the form; anybody may choose another."
        >
          {(control) => (
            <Select
              {...control}
              value={form.defaultProfileId}
              disabled={disabled}
              onChange={(event) => of("defaultProfileId").onChange(event.target.value)}
              className="sm:w-72"
            >
              <option value="">The first one</option>
              {view.profiles.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </Card>
      <Card title="Keeping and forgetting">
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            {...of("sessionDays")}
            label="Sessions that are over, days"
            hint="A sign-in from an address not seen for so long counts as new."
          />
          <NumberField
            {...of("crlDays")}
            label="Bytes of superseded CRLs, days"
            hint="The current CRL stays; so do number, times and hash of every other."
          />
        </div>
        <p className="mt-4 text-muted">Certificates, revocations and audit entries are kept for good.</p>
      </Card>
      {view.may.update ? (
        <div>
          <Button type="submit" tone="primary" disabled={!isChanged} pending={update.pending}>
            Save
          </Button>
        </div>
      ) : (
        <p className="text-muted">Administrators may change these.</p>
      )}
    </form>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly error: string | null;
  readonly disabled: boolean;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

function TextField({ label, hint, value, error, disabled, placeholder, onChange }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          value={value}
          disabled={disabled}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
