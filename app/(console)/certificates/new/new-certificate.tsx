"use client";

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
import { IssuedResult } from "@/components/certificate/issued-result";
import { PreviewPanel } from "@/components/certificate/preview-panel";
import { SigningForm } from "@/components/certificate/signing-form";
import { tagsOf } from "@/components/certificate/tag-text";
import { type IssueOrder, stepLabel, useIssuing } from "@/components/certificate/use-issuing";
import { useNoWebCrypto } from "@/components/certificate/use-no-web-crypto";
import { usePreview } from "@/components/certificate/use-preview";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { AuthorityOffer } from "@/lib/contract/authority";
import type { IssueInput } from "@/lib/contract/certificate";
import type { ProfileDto } from "@/lib/contract/profile";
import { issueCertificate, previewIssue } from "./actions";

export interface NewCertificateProps {
  readonly profiles: readonly ProfileDto[];
  readonly authorities: readonly AuthorityOffer[];
  readonly profileId: string;
  readonly authorityId: string;
  readonly today: string;
}

export function NewCertificate(props: NewCertificateProps) {
  const { profiles, authorities } = props;
  const profileOf = (id: string) => profiles.find((candidate) => candidate.id === id) ?? profiles[0]!;
  const [form, setForm] = useState<IssueForm>(() => emptyForm(profileOf(props.profileId), props.authorityId));
  const profile = profileOf(form.profileId);
  const offer = authorities.find(({ id }) => id === form.authorityId);
  const mayIssue = isOffered(offer?.issue, form.profileId);
  const noWebCrypto = useNoWebCrypto();
  const request = previewRequest(form, profile);
  const previewed = usePreview(request, previewIssue);
  const issuing = useIssuing(issueCertificate);
  const asked = { ...form, isCommonNameAName: isServerProfile(profile) };
  const errors = issueFormErrors(asked, previewed.preview, [previewed.failure, issuing.failure]);
  const canMakeKey = form.key.source !== "browser" || noWebCrypto === null;

  if (issuing.result !== null) {
    const { authority } = issuing.result.issued.certificate;
    const crlUrl = authorities.find(({ id }) => id === authority.id)?.crlChainPemUrl ?? "";
    const onClick = () => {
      setForm(emptyForm(profile, form.authorityId));
      issuing.reset();
    };
    return <IssuedResult result={issuing.result} crlUrl={crlUrl} again={{ label: "Issue another", onClick }} />;
  }
  return (
    <SigningForm
      header={{ title: "New certificate" }}
      cancelHref="/certificates"
      submit={{
        label: stepLabel(issuing.step, "Issue"),
        isReady: mayIssue && request !== null && canMakeKey,
        isPending: issuing.step !== "idle",
      }}
      failure={issuing.failure}
      notice={mayIssue ? null : <PreviewOnly mayRequest={isOffered(offer?.request, form.profileId)} form={form} />}
      preview={<PreviewPanel {...previewed} empty="Say who or what it is for: what will be signed appears here." />}
      onSubmit={() => void issuing.start(orderOf(form, profile))}
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
        onChange={setForm}
      />
    </SigningForm>
  );
}

function PreviewOnly({ mayRequest, form }: { readonly mayRequest: boolean; readonly form: IssueForm }) {
  const query = new URLSearchParams({ profile: form.profileId, authority: form.authorityId ?? "" });
  return (
    <Notice
      tone="info"
      action={mayRequest ? <ButtonLink href={`/requests/new?${query}`}>Request a certificate</ButtonLink> : null}
    >
      You can see here what would be signed. Issuing it takes an operator or administrator for this authority and
      profile.
    </Notice>
  );
}

function orderOf(form: IssueForm, profile: ProfileDto): IssueOrder<IssueInput> {
  const { source, keyType } = form.key;
  const key = { keyType, subject: csrSubject(subjectOfForm(form)), names: namesOfForm(form, profile) };
  return {
    newKey: source === "browser" ? key : null,
    request: (csr) => ({
      ...certificateRequest(form, profile),
      key: keySourceOf(form.key, csr),
      owner: form.owner,
      tags: tagsOf(form.tags),
    }),
  };
}
