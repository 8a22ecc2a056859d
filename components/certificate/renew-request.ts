/** What the renewal form holds, and the requests made of it. */
import type { CertificateDetail, PreviewRenewInput, RenewInput } from "@/lib/contract/certificate";
import type { ProfileDto } from "@/lib/contract/profile";
import type { Subject } from "@/lib/pki/name";
import {
  csrSubject,
  isDate,
  type KeyChoice,
  keyChoiceFor,
  keySourceOf,
  type ValidityChoice,
  validityOf,
} from "./issue-request";

export interface RenewalForm {
  readonly isSameKey: boolean;
  readonly key: KeyChoice;
  readonly validity: ValidityChoice;
}

/** The same key unless it is blocked; a new one of the same type where the profile still allows it. */
export function emptyRenewal(certificate: CertificateDetail, profile: ProfileDto): RenewalForm {
  const key = keyChoiceFor(profile);
  return {
    isSameKey: !certificate.isKeyBlocked,
    key: profile.keyTypes.includes(certificate.keyType) ? { ...key, keyType: certificate.keyType } : key,
    validity: { kind: "days", days: profile.validityDaysDefault },
  };
}

/** Null while there is nothing to preview. */
export function previewRenewalRequest(certificateId: string, form: RenewalForm): PreviewRenewInput | null {
  const { key } = form;
  if (form.validity.kind === "until" && !isDate(form.validity.date)) return null;
  const request = { certificateId, validity: validityOf(form.validity) };
  if (form.isSameKey) return { ...request, key: null };
  if (key.source !== "csr") return { ...request, key: { source: key.source, keyType: key.keyType } };
  return key.csr.trim() === "" ? null : { ...request, key: { source: "csr", csr: key.csr } };
}

export function renewalRequest(certificateId: string, form: RenewalForm, csrMadeHere: string): RenewInput {
  return {
    certificateId,
    validity: validityOf(form.validity),
    key: form.isSameKey ? null : keySourceOf(form.key, csrMadeHere),
  };
}

const requestable = /^(dns|ip|email|uri):/;

/** What a request for a new key says; the certificate's names come from the old certificate whatever it says. */
export function csrIdentity({ name, names }: Pick<CertificateDetail, "name" | "names">): {
  readonly subject: Subject;
  readonly names: readonly string[];
} {
  return { subject: csrSubject({ commonName: name }), names: names.filter((formatted) => requestable.test(formatted)) };
}
