"use client";

import { kindNames } from "@/components/certificate/kind-names";
import { Field } from "@/components/ui/field";
import { Checkbox, Input, Select } from "@/components/ui/input";
import { fieldWords, kinds, leafKinds, nameTypes, subjectRules } from "@/lib/contract/profile";
import { algorithms, keyTypes } from "@/lib/pki/algorithm";
import { subjectFields } from "@/lib/pki/name";
import { NameRulesRow } from "./name-rules-row";
import { type ProfileForm, withKind } from "./profile-form";
import { SentenceRow } from "./sentence-row";

export interface ProfileFieldsProps {
  readonly form: ProfileForm;
  /** Sentence for a field by its dotted path, or null. */
  readonly errorOf: (field: string) => string | null;
  readonly onChange: (form: ProfileForm) => void;
}

export function ProfileFields(props: ProfileFieldsProps) {
  return (
    <>
      <WordsRow {...props} />
      <PurposeRow {...props} />
      <SubjectRow {...props} />
      {nameTypes.map((type) => (
        <NameRulesRow key={type} type={type} {...props} />
      ))}
      <KeyRow {...props} />
      <LifeRow {...props} />
      <CheckedRow {...props} />
    </>
  );
}

function WordsRow({ form, errorOf, onChange }: ProfileFieldsProps) {
  return (
    <div className="grid gap-3 border-line border-b px-3.5 py-3 sm:grid-cols-[14rem_minmax(0,1fr)]">
      <Field label="It is called" error={errorOf("name")}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={60}
            value={form.name}
            onChange={(event) => onChange({ ...form, name: event.target.value })}
          />
        )}
      </Field>
      <Field label="It is for" optional error={errorOf("description")}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={300}
            value={form.description}
            onChange={(event) => onChange({ ...form, description: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

function PurposeRow({ form, errorOf, onChange }: ProfileFieldsProps) {
  const choices = kinds[form.kind].keyUsageChoices;
  return (
    <SentenceRow start="Certificates are for" error={errorOf("kind") ?? errorOf("keyUsage")}>
      <Select
        aria-label="Purpose"
        value={form.kind}
        onChange={(event) =>
          onChange(withKind(form, leafKinds.find((kind) => kind === event.target.value) ?? form.kind))
        }
        className="max-w-full"
      >
        {leafKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindNames[kind]}: {kinds[kind].purpose}
          </option>
        ))}
      </Select>
      {choices.length > 0 && <span>Keys sign, and</span>}
      {choices.map((usage) => (
        <Checkbox
          key={usage}
          checked={form.keyUsage.includes(usage)}
          onChange={(event) => {
            const others = form.keyUsage.filter((other) => other !== usage);
            onChange({ ...form, keyUsage: event.target.checked ? [...others, usage] : others });
          }}
        >
          {usage === "keyEncipherment" ? "RSA keys decipher keys" : "ECDSA keys agree on keys"}
        </Checkbox>
      ))}
    </SentenceRow>
  );
}

const verbs = { require: "must say", allow: "may say", deny: "never says" } as const;

function SubjectRow({ form, errorOf, onChange }: ProfileFieldsProps) {
  return (
    <SentenceRow start="The subject" error={errorOf("subject")}>
      <div className="grid w-full gap-x-5 gap-y-1.5 sm:grid-cols-2">
        {subjectFields.map((field) => (
          <div key={field} className="flex items-center gap-2">
            <Select
              aria-label={`The subject, ${fieldWords[field]}`}
              value={form.subject[field]}
              onChange={(event) => {
                const rule = subjectRules.find((each) => each === event.target.value) ?? "allow";
                onChange({ ...form, subject: { ...form.subject, [field]: rule } });
              }}
              className="w-32 shrink-0"
            >
              {subjectRules.map((rule) => (
                <option key={rule} value={rule}>
                  {verbs[rule]}
                </option>
              ))}
            </Select>
            <span aria-hidden className="min-w-0">
              {fieldWords[field]}
            </span>
          </div>
        ))}
      </div>
    </SentenceRow>
  );
}

function KeyRow({ form, errorOf, onChange }: ProfileFieldsProps) {
  return (
    <SentenceRow start="Keys may be" error={errorOf("keyTypes")}>
      {keyTypes.map((type) => (
        <Checkbox
          key={type}
          checked={form.keyTypes.includes(type)}
          onChange={(event) => {
            const chosen = keyTypes.filter((other) =>
              other === type ? event.target.checked : form.keyTypes.includes(other),
            );
            onChange({ ...form, keyTypes: chosen });
          }}
        >
          {algorithms[type].label}
        </Checkbox>
      ))}
    </SentenceRow>
  );
}

function LifeRow({ form, errorOf, onChange }: ProfileFieldsProps) {
  const days = (field: "validityDaysDefault" | "validityDaysMax", label: string) => (
    <Input
      aria-label={label}
      aria-invalid={errorOf(field) ? true : undefined}
      inputMode="numeric"
      value={form[field]}
      onChange={(event) => onChange({ ...form, [field]: event.target.value })}
      className="nums w-20"
    />
  );
  return (
    <SentenceRow start="Valid for" error={errorOf("validityDaysDefault") ?? errorOf("validityDaysMax")}>
      {days("validityDaysDefault", "Days unless asked otherwise")}
      <span>days unless asked otherwise,</span>
      {days("validityDaysMax", "Days at most")}
      <span>days at most.</span>
    </SentenceRow>
  );
}

function CheckedRow({ form, onChange }: ProfileFieldsProps) {
  return (
    <SentenceRow start="Certificates say where the authority publishes">
      <Checkbox
        checked={form.hasCrlDistributionPoint}
        onChange={(event) => onChange({ ...form, hasCrlDistributionPoint: event.target.checked })}
      >
        its CRL
      </Checkbox>
      <Checkbox
        checked={form.hasAuthorityInformationAccess}
        onChange={(event) => onChange({ ...form, hasAuthorityInformationAccess: event.target.checked })}
      >
        its own certificate
      </Checkbox>
    </SentenceRow>
  );
}
