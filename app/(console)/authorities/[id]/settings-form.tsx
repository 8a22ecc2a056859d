"use client";

import { type SubmitEvent, useState } from "react";
import { ValidationUrlField } from "@/components/authority/validation-url-field";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { FormError } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { updateAuthority } from "./actions";

export interface SettingsFormProps {
  readonly authorityId: string;
  readonly validationUrl: string;
  readonly crlLifeHours: number;
}

export function SettingsForm({ authorityId, validationUrl, crlLifeHours }: SettingsFormProps) {
  const [url, setUrl] = useState(validationUrl);
  const [hours, setHours] = useState(String(crlLifeHours));
  const toast = useToast();
  const update = useAction(updateAuthority, { onSuccess: () => toast("Saved.") });
  const isChanged = url !== validationUrl || hours !== String(crlLifeHours);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    update.run({ authorityId, validationUrl: url, crlLifeHours: Number(hours) });
  };
  return (
    <Card className="max-w-2xl">
      <form noValidate onSubmit={submit} className="grid gap-4">
        <FormError message={update.failure?.field === null ? update.failure.message : null} />
        <ValidationUrlField value={url} error={update.errorOf("validationUrl")} onChange={setUrl} />
        <p className="-mt-2 text-muted text-sm">
          Certificates issued before keep the old address, so keep that one answering until the last of them has ended.
        </p>
        <Field
          label="Life of a CRL, hours"
          error={update.errorOf("crlLifeHours")}
          hint={`A fresh one is published every ${lifeWords(Number(hours) / 3)}, long before the old one ends, and within seconds of a revocation.`}
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={1}
              max={8_760}
              value={hours}
              onChange={(event) => setHours(event.target.value)}
              className="sm:w-40"
            />
          )}
        </Field>
        <div>
          <Button type="submit" tone="primary" disabled={!isChanged} pending={update.pending}>
            Save
          </Button>
        </div>
      </form>
    </Card>
  );
}

function lifeWords(hours: number): string {
  if (!Number.isFinite(hours) || hours <= 0) return "third of that";
  if (hours < 2) return `${Math.round(hours * 60)} minutes`;
  return hours < 48 ? `${Math.round(hours)} hours` : `${Math.round(hours / 24)} days`;
}
