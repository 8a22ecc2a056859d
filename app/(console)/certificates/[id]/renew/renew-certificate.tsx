"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
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
import { SigningForm } from "@/components/certificate/signing-form";
import { stepLabel, useIssuing } from "@/components/certificate/use-issuing";
import { useNoWebCrypto } from "@/components/certificate/use-no-web-crypto";
import { usePreview } from "@/components/certificate/use-preview";
import { ValidityField } from "@/components/certificate/validity-field";
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
  const href = `/certificates/${certificate.id}`;
  const [form, setForm] = useState<RenewalForm>(() => emptyRenewal(certificate, profile));
  const noWebCrypto = useNoWebCrypto();
  const request = previewRenewalRequest(certificate.id, form);
  const previewed = usePreview(request, previewRenew);
  const issuing = useIssuing(renewCertificate);
  const errors = issueFormErrors(noNames, previewed.preview, [previewed.failure, issuing.failure]);
  const makesKeyHere = !form.isSameKey && form.key.source === "browser";

  if (issuing.result !== null) {
    const again = { label: "Back to the old one", onClick: () => router.push(href) };
    return <IssuedResult result={issuing.result} crlUrl={crlUrl} again={again} />;
  }
  const start = () =>
    issuing.start({
      newKey: makesKeyHere ? { keyType: form.key.keyType, ...csrIdentity(certificate) } : null,
      request: (csr) => renewalRequest(certificate.id, form, csr),
    });
  return (
    <SigningForm
      header={{ title: `Renew ${certificate.name}`, parent: { href, label: certificate.name }, description }}
      cancelHref={href}
      submit={{
        label: stepLabel(issuing.step, "Renew"),
        isReady: request !== null && (!makesKeyHere || noWebCrypto === null),
        isPending: issuing.step !== "idle",
      }}
      failure={issuing.failure}
      preview={<PreviewPanel {...previewed} empty="Paste or drop the new request: what will be signed appears here." />}
      onSubmit={() => void start()}
    >
      <KeyField
        value={form.key}
        keyTypes={profile.keyTypes}
        noWebCrypto={noWebCrypto}
        errors={errors}
        csr={previewed.preview?.csr ?? null}
        sameKey={sameKeyOf(certificate, form, setForm)}
        onChange={(key) => setForm({ ...form, key, isSameKey: false })}
      />
      <ValidityField
        value={form.validity}
        limits={profile}
        notAfter={previewed.preview?.decoded?.notAfter ?? null}
        today={today}
        error={errors.validity}
        onChange={(validity) => setForm({ ...form, validity })}
      />
    </SigningForm>
  );
}

const description =
  "Names are carried over and today’s policy decides. The old certificate stays valid until it ends or is revoked.";
const noNames = { commonName: "", names: [], isCommonNameAName: false };

/** A compromised key is never certified again. */
function sameKeyOf(certificate: CertificateDetail, form: RenewalForm, setForm: (form: RenewalForm) => void) {
  if (certificate.isKeyBlocked) return null;
  return {
    isChosen: form.isSameKey,
    label: `${certificate.keyLabel}, as before: only the certificate is replaced where it is used.`,
    onChoose: () => setForm({ ...form, isSameKey: true }),
  };
}
