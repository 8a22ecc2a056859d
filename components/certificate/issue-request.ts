/** What the form holds, and the requests made of it. Pure, so that the preview and the issued certificate cannot differ. */
import type { KeySource, PreviewInput, SealFormat } from "@/lib/contract/certificate";
import type { ProfileDto } from "@/lib/contract/profile";
import type { KeyType } from "@/lib/pki/algorithm";
import type { Subject, SubjectField } from "@/lib/pki/name";

export type KeySourceKind = "browser" | "csr" | "server";

export interface KeyChoice {
  readonly source: KeySourceKind;
  readonly keyType: KeyType;
  /** PEM, or base64 of DER. */
  readonly csr: string;
  /** Where it came from, when it was a file. */
  readonly csrFileName: string;
  readonly password: string;
  readonly format: SealFormat;
}

export type ValidityChoice =
  | { readonly kind: "days"; readonly days: number }
  /** As a date field gives it: `2027-02-21`; the whole day counts, in UTC. */
  | { readonly kind: "until"; readonly date: string };

export interface IssueForm {
  readonly profileId: string;
  readonly authorityId: string | null;
  readonly commonName: string;
  readonly names: readonly string[];
  /** The other subject fields as typed. */
  readonly subject: Subject;
  readonly key: KeyChoice;
  /** With a CSR: take subject and names from the form instead of from the CSR. */
  readonly replacesCsr: boolean;
  readonly validity: ValidityChoice;
  /** Beside the certificate, as typed. */
  readonly owner: string;
  /** As typed, separated by commas. */
  readonly tags: string;
}

export const isServerProfile = (profile: ProfileDto): boolean => profile.extendedKeyUsage.includes("serverAuth");

export function emptyForm(profile: ProfileDto, authorityId: string | null): IssueForm {
  return {
    profileId: profile.id,
    authorityId,
    commonName: "",
    names: [],
    subject: {},
    key: keyChoiceFor(profile),
    replacesCsr: false,
    validity: { kind: "days", days: profile.validityDaysDefault },
    owner: "",
    tags: "",
  };
}

/** Clients are people and devices at this browser; a server's key is usually on the server already. */
export function keyChoiceFor(profile: ProfileDto): KeyChoice {
  return {
    source: "browser",
    keyType: profile.keyTypes.includes("ec-p256") ? "ec-p256" : (profile.keyTypes[0] ?? "ec-p256"),
    csr: "",
    csrFileName: "",
    password: "",
    format: "pkcs12-modern",
  };
}

/** Another purpose: keeps what was typed, takes up that profile's defaults where the old choice does not fit. */
export function withProfile(form: IssueForm, profile: ProfileDto): IssueForm {
  const keyType = profile.keyTypes.includes(form.key.keyType) ? form.key.keyType : keyChoiceFor(profile).keyType;
  const fits = form.validity.kind === "until" || form.validity.days <= profile.validityDaysMax;
  return {
    ...form,
    profileId: profile.id,
    key: { ...form.key, keyType },
    validity: fits ? form.validity : { kind: "days", days: profile.validityDaysDefault },
  };
}

/** Whether subject and names come from the CSR alone. */
export const followsCsr = (form: IssueForm): boolean => form.key.source === "csr" && !form.replacesCsr;

/** The subject without empty fields. */
export function subjectOfForm(form: IssueForm): Subject {
  const entries = Object.entries({ ...form.subject, commonName: form.commonName }) as [SubjectField, string][];
  return Object.fromEntries(entries.map(([field, value]) => [field, value.trim()]).filter(([, value]) => value !== ""));
}

// RFC 5280 appendix A.1: ub-common-name.
const commonNameLengthMax = 64;

/** The subject of a CSR made here: a host name too long for a common name stands among the names alone. */
export function csrSubject(subject: Subject): Subject {
  const { commonName, ...others } = subject;
  return commonName === undefined || [...commonName].length > commonNameLengthMax ? others : subject;
}

/**
 * Names as they are sent. A server's common name has to be one of its names (RFC 9525 §2), so it is the first of them.
 */
export function namesOfForm(form: IssueForm, profile: ProfileDto): string[] {
  const first = isServerProfile(profile) ? form.commonName.trim() : "";
  return first === "" ? [...form.names] : [first, ...form.names.filter((name) => name !== first)];
}

export function validityOf(choice: ValidityChoice): PreviewInput["validity"] {
  if (choice.kind === "days") return { kind: "days", days: choice.days };
  return { kind: "until", notAfter: `${choice.date}T23:59:59Z` };
}

export const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** Null while there is nothing to preview yet: no name at all, no CSR, half a date. */
export function previewRequest(form: IssueForm, profile: ProfileDto): PreviewInput | null {
  const { key } = form;
  if (form.validity.kind === "until" && !isDate(form.validity.date)) return null;
  if (key.source === "csr" && key.csr.trim() === "") return null;
  const request = certificateRequest(form, profile);
  if (request.subject !== null && request.names?.length === 0 && Object.keys(request.subject).length === 0) return null;
  if (key.source === "csr") return { ...request, key: { source: "csr", csr: key.csr } };
  return { ...request, key: { source: key.source, keyType: key.keyType } };
}

export function certificateRequest(form: IssueForm, profile: ProfileDto): Omit<PreviewInput, "key"> {
  const follows = followsCsr(form);
  return {
    authorityId: form.authorityId,
    profileId: form.profileId,
    subject: follows ? null : subjectOfForm(form),
    names: follows ? null : namesOfForm(form, profile),
    validity: validityOf(form.validity),
  };
}

/** `csr` is the one just made when the key was made in this browser. */
export function keySourceOf(key: KeyChoice, csr: string): KeySource {
  if (key.source === "server")
    return { source: "server", keyType: key.keyType, password: key.password, format: key.format };
  return { source: key.source, csr: key.source === "csr" ? key.csr : csr };
}
