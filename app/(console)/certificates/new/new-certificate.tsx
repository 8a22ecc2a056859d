"use client";

import { type SubmitEvent, useState } from "react";
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
import { useIssuing } from "@/components/certificate/use-issuing";
import { useNoWebCrypto } from "@/components/certificate/use-no-web-crypto";
import { usePreview } from "@/components/certificate/use-preview";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FormError, Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import type { ProfileDto } from "@/lib/contract/profile";
import { issueCertificate, previewIssue } from "./actions";

export interface IssuingAuthority {
  readonly id: string;
  readonly name: string;
  readonly crlChainPemUrl: string;
}

export interface NewCertificateProps {
  readonly profiles: readonly ProfileDto[];
  readonly authorities: readonly IssuingAuthority[];
  readonly profileId: string;
  readonly authorityId: string;
  /** Without it one may look at what would be signed. */
  readonly mayIssue: boolean;
  readonly today: string;
}

export function NewCertificate({
  profiles,
  authorities,
  profileId,
  authorityId,
  mayIssue,
  today,
}: NewCertificateProps) {
  const profileOf = (id: string) => profiles.find((candidate) => candidate.id === id) ?? profiles[0]!;
  const [form, setForm] = useState<IssueForm>(() => emptyForm(profileOf(profileId), authorityId));
  const profile = profileOf(form.profileId);
  const noWebCrypto = useNoWebCrypto();
  const request = previewRequest(form, profile);
  const { preview, failure: previewFailure, isPending } = usePreview(request, previewIssue);
  const issuing = useIssuing(issueCertificate);
  const errors = issueFormErrors({ ...form, isCommonNameAName: isServerProfile(profile) }, preview, [
    previewFailure,
    issuing.failure,
  ]);

  if (issuing.result !== null) {
    const { authority } = issuing.result.issued.certificate;
    return (
      <IssuedResult
        result={issuing.result}
        crlUrl={authorities.find(({ id }) => id === authority.id)?.crlChainPemUrl ?? ""}
        again={{
          label: "Issue another",
          onClick: () => {
            setForm(emptyForm(profile, form.authorityId));
            issuing.reset();
          },
        }}
      />
    );
  }

  const isReady = mayIssue && request !== null && (form.key.source !== "browser" || noWebCrypto === null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const names = namesOfForm(form, profile);
    void issuing.start({
      newKey:
        form.key.source === "browser"
          ? { keyType: form.key.keyType, subject: csrSubject(subjectOfForm(form)), names }
          : null,
      request: (csr) => ({ ...certificateRequest(form, profile), key: keySourceOf(form.key, csr) }),
    });
  };
  const issueButton = (
    <Button type="submit" form="new-certificate" tone="primary" disabled={!isReady} pending={issuing.step !== "idle"}>
      {issuing.step === "making-key" ? "Making the key…" : issuing.step === "issuing" ? "Issuing…" : "Issue"}
    </Button>
  );
  return (
    <div className="grid gap-4.5">
      <PageHeader
        title="New certificate"
        actions={
          <>
            <ButtonLink href="/certificates">Cancel</ButtonLink>
            <span className="max-md:hidden">{issueButton}</span>
          </>
        }
      />
      {!mayIssue && (
        <Notice tone="info">
          You can see here what would be signed. Issuing it takes an operator or administrator.
        </Notice>
      )}
      <FormError message={issuing.failure?.message} />
      <div className="grid items-start gap-4.5 md:grid-cols-2">
        <Card>
          <form id="new-certificate" noValidate onSubmit={submit}>
            <IssueFields
              form={form}
              profile={profile}
              profiles={profiles}
              authorities={authorities}
              errors={errors}
              preview={preview}
              noWebCrypto={noWebCrypto}
              today={today}
              onChange={setForm}
            />
          </form>
        </Card>
        <div className="md:sticky md:top-18">
          <PreviewPanel
            preview={preview}
            isPending={isPending}
            problem={previewFailure?.message ?? null}
            empty="Say who or what it is for: what will be signed appears here as you type."
          />
        </div>
        <div className="md:hidden">{issueButton}</div>
      </div>
    </div>
  );
}
