/** What the form for a new authority holds, and the request made of it. */
import type { AuthoritySpec } from "@/lib/contract/authority";
import type { KeyType } from "@/lib/pki/algorithm";
import type { Subject } from "@/lib/pki/name";
import { type ConstraintText, constraintsFrom, noConstraintText } from "./constraint-text";
import { subjectFrom } from "./subject-fields";

export interface SpecForm {
  readonly subject: Subject;
  readonly keyType: KeyType;
  /** As typed. */
  readonly validityYears: string;
  readonly pathLength: number | null;
  readonly nameConstraints: ConstraintText;
  readonly validationUrl: string;
}

export function emptySpec(kind: "root" | "issuing", start: { organization: string; validationUrl: string }): SpecForm {
  return {
    subject: start.organization === "" ? {} : { organization: start.organization },
    keyType: "ec-p256",
    validityYears: kind === "root" ? "20" : "10",
    pathLength: kind === "root" ? null : 0,
    nameConstraints: noConstraintText,
    validationUrl: start.validationUrl,
  };
}

/** Null until it has a name and a number of years that can be read. */
export function specOf(form: SpecForm): AuthoritySpec | null {
  const years = Number(form.validityYears);
  if ((form.subject.commonName ?? "").trim() === "" || !Number.isInteger(years) || years < 1) return null;
  return {
    subject: subjectFrom(form.subject),
    keyType: form.keyType,
    validityYears: years,
    pathLength: form.pathLength,
    nameConstraints: constraintsFrom(form.nameConstraints),
    validationUrl: form.validationUrl.trim(),
  };
}

export function constraintCount(text: ConstraintText): number {
  const { permitted, excluded } = constraintsFrom(text);
  return [permitted, excluded].flatMap((side) => Object.values(side).flat()).length;
}
