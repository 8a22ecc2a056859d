"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { issueFormErrors } from "@/components/certificate/form-errors";
import { IssuedResult } from "@/components/certificate/issued-result";
import { KeyField } from "@/components/certificate/key-field";
import { PreviewPanel } from "@/components/certificate/preview-panel";
import {
  csrIdentity,
  emptyRenewal,
  previewRenewalRequest,
  type RenewalForm,
  renewalRequest,
} from "@/components/certificate/renew-request";
import { useIssuing } from "@/components/certificate/use-issuing";
import { useNoWebCrypto } from "@/components/certificate/use-no-web-crypto";
import { usePreview } from "@/components/certificate/use-preview";
import { ValidityField } from "@/components/certificate/validity-field";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FormError } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import type { CertificateDetail } from "@/lib/contract/certificate";
import type { ProfileDto } from "@/lib/contract/profile";
import { previewRenew, renewCertificate } from "./actions";

export interface RenewCertificateProps {
  readonly certificate: CertificateDetail;
  readonly profile: ProfileDto;
  readonly crlUrl: string;
  readonly today: string;
}

export function RenewCertificate({ certificate, profile, crlUrl, today }: RenewCertificateProps) {
  const router = useRouter();
  const [form, setForm] = useState<RenewalForm>(() => emptyRenewal(certificate, profile));
  const noWebCrypto = useNoWebCrypto();
  const request = previewRenewalRequest(certificate.id, form);
  const { preview, failure: previewFailure, isPending } = usePreview(request, previewRenew);
  const issuing = useIssuing(renewCertificate);
  const errors = issueFormErrors({ commonName: "", names: [], isCommonNameAName: false }, preview, [
    previewFailure,
    issuing.failure,
  ]);
  const makesKeyHere = !form.isSameKey && form.key.source === "browser";

  if (issuing.result !== null) {
    const onClick = () => router.push(`/certificates/${certificate.id}`);
    return <IssuedResult result={issuing.result} crlUrl={crlUrl} again={{ label: "Back to the old one", onClick }} />;
  }

  const isReady = request !== null && (!makesKeyHere || noWebCrypto === null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isReady) return;
    void issuing.start({
      newKey: makesKeyHere ? { keyType: form.key.keyType, ...csrIdentity(certificate) } : null,
      request: (csr) => renewalRequest(certificate.id, form, csr),
    });
  };
  return (
    <div className="grid gap-4.5">
      <PageHeader
        title={`Renew ${certificate.name}`}
        parent={{ href: `/certificates/${certificate.id}`, label: certificate.name }}
        description="Names are carried over and today’s policy decides. The old certificate stays valid until it ends or is revoked."
        actions={
          <>
            <ButtonLink href={`/certificates/${certificate.id}`}>Cancel</ButtonLink>
            <Button
              type="submit"
              form="renew-certificate"
              tone="primary"
              disabled={!isReady}
              pending={issuing.step !== "idle"}
            >
              {issuing.step === "making-key" ? "Making the key…" : issuing.step === "issuing" ? "Renewing…" : "Renew"}
            </Button>
          </>
        }
      />
      <FormError message={issuing.failure?.message} />
      <div className="grid items-start gap-4.5 md:grid-cols-2">
        <Card>
          <form id="renew-certificate" noValidate onSubmit={submit} className="grid gap-4.5">
            <KeyField
              value={form.key}
              keyTypes={profile.keyTypes}
              noWebCrypto={noWebCrypto}
              errors={errors}
              csr={preview?.csr ?? null}
              sameKey={
                certificate.isKeyBlocked
                  ? null
                  : {
                      isChosen: form.isSameKey,
                      label: `${certificate.keyLabel}, as before: only the certificate is replaced where it is used.`,
                      onChoose: () => setForm({ ...form, isSameKey: true }),
                    }
              }
              onChange={(key) => setForm({ ...form, key, isSameKey: false })}
            />
            <ValidityField
              value={form.validity}
              limits={profile}
              notAfter={preview?.decoded?.notAfter ?? null}
              today={today}
              error={errors.validity}
              onChange={(validity) => setForm({ ...form, validity })}
            />
          </form>
        </Card>
        <div className="md:sticky md:top-18">
          <PreviewPanel
            preview={preview}
            isPending={isPending}
            problem={previewFailure?.message ?? null}
            empty="Paste or drop the new request: what will be signed appears here."
          />
        </div>
      </div>
    </div>
  );
}
