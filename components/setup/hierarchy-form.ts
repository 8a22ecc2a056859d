import type { FirstHierarchy } from "@/lib/contract/setup";
import type { KeyType } from "@/lib/pki/algorithm";
import { type ConstraintText, constraintsFrom, noConstraintText } from "../authority/constraint-text";
import { type SubjectText, subjectFrom } from "../authority/subject-fields";

/** The authority step as typed; `setUp` gets what `hierarchyFrom` makes of it. */
export interface HierarchyForm {
  readonly subject: SubjectText;
  /** Null until somebody types: then it follows the organization. */
  readonly rootName: string | null;
  readonly issuingName: string | null;
  readonly keyType: KeyType;
  readonly rootValidityYears: string;
  readonly issuingValidityYears: string;
  /** “none” for no limit. */
  readonly rootPathLength: string;
  readonly nameConstraints: ConstraintText;
  readonly validationUrl: string;
}

export function newHierarchyForm(validationUrl: string): HierarchyForm {
  return {
    subject: {},
    rootName: null,
    issuingName: null,
    keyType: "ec-p256",
    rootValidityYears: "20",
    issuingValidityYears: "10",
    rootPathLength: "1",
    nameConstraints: noConstraintText,
    validationUrl,
  };
}

const nameLengthMax = 64;

/** “Example” → “Example Root CA”, never longer than a common name may be. */
export function suggestedName(organization: string | undefined, kind: "Root" | "Issuing"): string {
  const suffix = `${kind} CA`;
  const base = (organization ?? "").trim().slice(0, nameLengthMax - suffix.length - 1);
  return base === "" ? "" : `${base.trimEnd()} ${suffix}`;
}

export function rootNameOf(form: HierarchyForm): string {
  return form.rootName ?? suggestedName(form.subject.organization, "Root");
}

export function issuingNameOf(form: HierarchyForm): string {
  return form.issuingName ?? suggestedName(form.subject.organization, "Issuing");
}

export function hierarchyFrom(form: HierarchyForm): FirstHierarchy {
  return {
    subject: subjectFrom(form.subject),
    rootName: rootNameOf(form).trim(),
    issuingName: issuingNameOf(form).trim(),
    keyType: form.keyType,
    rootValidityYears: Number(form.rootValidityYears),
    issuingValidityYears: Number(form.issuingValidityYears),
    rootPathLength: form.rootPathLength === "none" ? null : Number(form.rootPathLength),
    nameConstraints: constraintsFrom(form.nameConstraints),
    validationUrl: form.validationUrl.trim(),
  };
}
