/** What the form for a new authority holds, and the request made of it. */
import { type AuthoritySpec, type NameConstraintsInput, noNameConstraints } from "@/lib/contract/authority";
import type { KeyType } from "@/lib/pki/algorithm";
import type { Subject, SubjectField } from "@/lib/pki/name";

export interface SpecForm {
  readonly subject: Subject;
  readonly keyType: KeyType;
  /** As typed. */
  readonly validityYears: string;
  readonly pathLength: number | null;
  readonly nameConstraints: NameConstraintsInput;
  readonly validationUrl: string;
}

export type ConstraintSide = keyof NameConstraintsInput;
export type ConstraintType = keyof NameConstraintsInput[ConstraintSide];

export function emptySpec(kind: "root" | "issuing", start: { organization: string; validationUrl: string }): SpecForm {
  return {
    subject: start.organization === "" ? {} : { organization: start.organization },
    keyType: "ec-p256",
    validityYears: kind === "root" ? "20" : "10",
    pathLength: kind === "root" ? null : 0,
    nameConstraints: noNameConstraints,
    validationUrl: start.validationUrl,
  };
}

/** Null until it has a name and a number of years that can be read. */
export function specOf(form: SpecForm): AuthoritySpec | null {
  const years = Number(form.validityYears);
  if ((form.subject.commonName ?? "").trim() === "" || !Number.isInteger(years) || years < 1) return null;
  const entries = (Object.entries(form.subject) as [SubjectField, string][])
    .map(([field, value]) => [field, value.trim()] as const)
    .filter(([, value]) => value !== "");
  return {
    subject: Object.fromEntries(entries),
    keyType: form.keyType,
    validityYears: years,
    pathLength: form.pathLength,
    nameConstraints: form.nameConstraints,
    validationUrl: form.validationUrl.trim(),
  };
}

export function withConstraint(
  constraints: NameConstraintsInput,
  side: ConstraintSide,
  change: Partial<NameConstraintsInput[ConstraintSide]>,
): NameConstraintsInput {
  return { ...constraints, [side]: { ...constraints[side], ...change } };
}

export function constraintCount(constraints: NameConstraintsInput): number {
  return [constraints.permitted, constraints.excluded].flatMap((side) => Object.values(side).flat()).length;
}

/** No other machine can reach a loopback address. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname.endsWith(".localhost") || /^127\./.test(hostname) || hostname === "[::1]";
}
