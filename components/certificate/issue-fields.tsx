"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import type { IssuePreview } from "@/lib/contract/certificate";
import type { ProfileDto } from "@/lib/contract/profile";
import type { IssueFormErrors } from "./form-errors";
import { followsCsr, type IssueForm, isServerProfile, withProfile } from "./issue-request";
import { KeyField } from "./key-field";
import { NamesField } from "./names-field";
import { SubjectFields } from "./subject-fields";
import { ValidityField } from "./validity-field";

export interface IssueFieldsProps {
  readonly form: IssueForm;
  readonly profile: ProfileDto;
  readonly profiles: readonly ProfileDto[];
  readonly authorities: readonly { readonly id: string; readonly name: string }[];
  readonly errors: IssueFormErrors;
  readonly preview: IssuePreview | null;
  readonly noWebCrypto: string | null;
  readonly today: string;
  /** For requests, as `KeyField` takes it. */
  readonly asking?: ReactNode;
  readonly onChange: (form: IssueForm) => void;
}

export function IssueFields(props: IssueFieldsProps) {
  const { form, profile, profiles, authorities, errors, preview, onChange } = props;
  return (
    <div className="grid gap-4.5">
      <FieldGroup legend="Purpose" hint={profile.description}>
        <Segmented
          label="Purpose"
          className={profiles.length > 4 ? "sm:grid-flow-row sm:grid-cols-3 sm:[&>label]:not-last:border-b" : undefined}
          options={profiles.map(({ id, name }) => ({ value: id, label: name }))}
          value={form.profileId}
          onChange={(id) => onChange(withProfile(form, profiles.find((candidate) => candidate.id === id) ?? profile))}
        />
      </FieldGroup>
      {authorities.length > 1 && (
        <Field label="Issued by" error={errors.authority}>
          {(control) => (
            <Select
              {...control}
              value={form.authorityId ?? ""}
              onChange={(event) => onChange({ ...form, authorityId: event.target.value })}
            >
              {authorities.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {!followsCsr(form) && <WhoFields {...props} />}
      <KeyField
        value={form.key}
        keyTypes={profile.keyTypes}
        noWebCrypto={props.noWebCrypto}
        errors={errors}
        csr={form.key.source === "csr" ? (preview?.csr ?? null) : null}
        sameKey={null}
        asking={props.asking}
        onChange={(key) => onChange({ ...form, key })}
      />
      {form.key.source === "csr" && <CsrChoice {...props} />}
      <ValidityField
        value={form.validity}
        limits={profile}
        notAfter={preview?.decoded?.notAfter ?? null}
        today={props.today}
        error={errors.validity}
        onChange={(validity) => onChange({ ...form, validity })}
      />
      <MarkFields {...props} />
    </div>
  );
}

function WhoFields({ form, profile, errors, onChange }: IssueFieldsProps) {
  const isServer = isServerProfile(profile);
  return (
    <>
      {profile.subject.commonName !== "deny" && (
        <Field
          label={isServer ? "Host name or address" : "Who or what is it for"}
          error={errors.commonName}
          hint={isServer ? "Becomes the common name and the first of its names." : "Becomes the common name."}
        >
          {(control) => (
            <Input
              {...control}
              value={form.commonName}
              maxLength={400}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              placeholder={isServer ? "web.corp.example" : "laptop-0417"}
              onChange={(event) => onChange({ ...form, commonName: event.target.value })}
            />
          )}
        </Field>
      )}
      <NamesField
        label={isServer ? "Further names" : "Names"}
        hint={
          isServer
            ? "DNS names, IP addresses or URIs. Enter, comma or space ends one; a pasted list is split."
            : "E-mail addresses, DNS names, IP addresses or URIs. May stay empty. Enter, comma or space ends one."
        }
        placeholder={isServer ? "www.corp.example, 10.0.0.14" : "ada@corp.example"}
        names={form.names}
        problems={errors.names}
        error={errors.namesAsWhole}
        onChange={(names) => onChange({ ...form, names })}
      />
      <SubjectFields
        rules={profile.subject}
        value={form.subject}
        errors={errors.subject}
        onChange={(subject) => onChange({ ...form, subject })}
      />
    </>
  );
}

/** Nothing of it is in the certificate: it is for finding it again. */
function MarkFields({ form, errors, asking, onChange }: IssueFieldsProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field
        label="Owner"
        optional
        error={errors.owner}
        hint={`A user’s e-mail address, or the name of a team.${asking ? " Empty: you." : ""}`}
      >
        {(control) => (
          <Input
            {...control}
            value={form.owner}
            maxLength={105}
            autoComplete="off"
            onChange={(event) => onChange({ ...form, owner: event.target.value })}
          />
        )}
      </Field>
      <Field label="Tags" optional error={errors.tags} hint="Separated by commas.">
        {(control) => (
          <Input
            {...control}
            value={form.tags}
            autoComplete="off"
            placeholder="production, payments"
            onChange={(event) => onChange({ ...form, tags: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

/** A CSR brings its own subject and names; taking other ones is a deliberate act. */
function CsrChoice({ form, profile, preview, onChange }: IssueFieldsProps) {
  const csr = preview?.csr;
  if (form.replacesCsr) {
    return (
      <p className="text-muted text-sm">
        Subject and names come from this form, the key from the CSR.{" "}
        <Button size="sm" onClick={() => onChange({ ...form, replacesCsr: false })}>
          Use those of the CSR
        </Button>
      </p>
    );
  }
  if (!csr) return null;
  const { commonName = "", ...subject } = csr.subjectFields;
  const isFirstName = (name: string) => isServerProfile(profile) && name.endsWith(`:${commonName}`);
  const names = csr.names.filter((name) => !isFirstName(name));
  return (
    <p className="text-muted text-sm">
      Subject and names are taken from the CSR.{" "}
      <Button size="sm" onClick={() => onChange({ ...form, replacesCsr: true, commonName, subject, names })}>
        Change them
      </Button>
    </p>
  );
}
