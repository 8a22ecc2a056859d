"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { isOffered } from "@/components/authority/is-offered";
import { issueFormErrors } from "@/components/certificate/form-errors";
import { IssueFields } from "@/components/certificate/issue-fields";
import {
  certificateRequest,
  csrSubject,
  emptyForm,
  type IssueForm,
  isServerProfile,
  keySourceOf,
  namesOfForm,
  previewRequest,
  subjectOfForm,
} from "@/components/certificate/issue-request";
import { PreviewPanel } from "@/components/certificate/preview-panel";
import { SigningForm } from "@/components/certificate/signing-form";
import { tagsOf } from "@/components/certificate/tag-text";
import { useNoWebCrypto } from "@/components/certificate/use-no-web-crypto";
import { usePreview } from "@/components/certificate/use-preview";
import { type RequestOrder, useRequesting } from "@/components/request/use-requesting";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { useToast } from "@/components/ui/toast";
import type { AuthorityOffer } from "@/lib/contract/authority";
import type { ProfileDto } from "@/lib/contract/profile";
import { noteLengthMax } from "@/lib/contract/request";
import { previewIssue } from "../../certificates/new/actions";
import { createRequest } from "../actions";

export interface NewRequestProps {
  readonly profiles: readonly ProfileDto[];
  readonly authorities: readonly AuthorityOffer[];
  readonly profileId: string;
  readonly authorityId: string;
  readonly today: string;
}

const passwordLengthMin = 8;
const labels = { idle: "Send request", "making-key": "Making the key…", sending: "Sending…" } as const;

export function NewRequest(props: NewRequestProps) {
  const { profiles, authorities } = props;
  const router = useRouter();
  const toast = useToast();
  const profileOf = (id: string) => profiles.find((candidate) => candidate.id === id) ?? profiles[0]!;
  const [form, setForm] = useState<IssueForm>(() => emptyForm(profileOf(props.profileId), props.authorityId));
  const [note, setNote] = useState("");
  const [password, setPassword] = useState("");
  const [passwordError, setPasswordError] = useState<string | null>(null);
  const profile = profileOf(form.profileId);
  const offer = authorities.find(({ id }) => id === form.authorityId);
  const mayRequest = isOffered(offer?.request, form.profileId);
  const noWebCrypto = useNoWebCrypto();
  const question = previewRequest(form, profile);
  const previewed = usePreview(question, previewIssue);
  const requesting = useRequesting(createRequest, ({ id }) => {
    toast("The request was sent.");
    router.push(`/requests/${id}`);
  });
  const asked = { ...form, isCommonNameAName: isServerProfile(profile) };
  const errors = issueFormErrors(asked, previewed.preview, [previewed.failure, requesting.failure]);
  const isKeyHere = form.key.source === "browser";

  const onSubmit = () => {
    const isTooShort = isKeyHere && password.length < passwordLengthMin;
    setPasswordError(
      isTooShort ? `At least ${passwordLengthMin} characters, because it protects the private key.` : null,
    );
    if (!isTooShort) void requesting.start(orderOf({ form, profile, note, password }));
  };
  const keepPassword = (
    <Field
      label="Password for the key"
      error={passwordError}
      hint="The key is made here and stays in this browser, encrypted under this password, until you collect. It is not sent and nobody can reset it."
    >
      {(control) => (
        <PasswordInput
          {...control}
          autoComplete="new-password"
          value={password}
          onChange={(event) => {
            setPassword(event.target.value);
            setPasswordError(null);
          }}
        />
      )}
    </Field>
  );
  return (
    <SigningForm
      header={{ title: "Request a certificate", parent: { href: "/requests", label: "Requests" } }}
      cancelHref="/requests"
      submit={{
        label: labels[requesting.step],
        isReady: mayRequest && question !== null && !(isKeyHere && noWebCrypto !== null),
        isPending: requesting.step !== "idle",
      }}
      failure={requesting.failure}
      notice={mayRequest ? null : readOnly}
      preview={<PreviewPanel {...previewed} empty="Say who or what it is for: what would be signed appears here." />}
      onSubmit={onSubmit}
    >
      <IssueFields
        form={form}
        profile={profile}
        profiles={profiles}
        authorities={authorities}
        errors={errors}
        preview={previewed.preview}
        noWebCrypto={noWebCrypto}
        today={props.today}
        asking={keepPassword}
        onChange={setForm}
      />
      <Field label="Note" optional hint="To whoever decides: what it is for.">
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={noteLengthMax}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </SigningForm>
  );
}

const readOnly = (
  <Notice tone="info">What you were granted lets you look at what would be signed here, but not ask for it.</Notice>
);

interface Filled {
  readonly form: IssueForm;
  readonly profile: ProfileDto;
  readonly note: string;
  readonly password: string;
}

function orderOf({ form, profile, note, password }: Filled): RequestOrder {
  const { source, keyType } = form.key;
  const key = { keyType, subject: csrSubject(subjectOfForm(form)), names: namesOfForm(form, profile) };
  return {
    newKey: source === "browser" ? key : null,
    password,
    request: (csr) => ({
      ...certificateRequest(form, profile),
      key: keySourceOf(form.key, csr),
      owner: form.owner,
      tags: tagsOf(form.tags),
      note,
    }),
  };
}
