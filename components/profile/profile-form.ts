/** What the form of a profile holds, and the draft made of it. */
import type { LeafKind, NameRule, NameType, ProfileDraft } from "@/lib/ca/profile";
import { kinds, type ProfileDto } from "@/lib/contract/profile";

export interface ProfileForm extends Omit<ProfileDraft, "validityDaysDefault" | "validityDaysMax"> {
  /** As typed. */
  readonly validityDaysDefault: string;
  readonly validityDaysMax: string;
}

export function formOf(profile: ProfileDto): ProfileForm {
  return {
    name: profile.name,
    description: profile.description,
    kind: profile.kind,
    keyUsage: profile.keyUsage,
    keyTypes: profile.keyTypes,
    validityDaysDefault: String(profile.validityDaysDefault),
    validityDaysMax: String(profile.validityDaysMax),
    subject: profile.subject,
    names: profile.names,
    nameCounts: profile.nameCounts,
    hasCrlDistributionPoint: profile.hasCrlDistributionPoint,
    hasAuthorityInformationAccess: profile.hasAuthorityInformationAccess,
  };
}

export function draftOf(form: ProfileForm): ProfileDraft {
  const days = (typed: string) => (/^\d{1,6}$/.test(typed.trim()) ? Number(typed) : 0);
  return {
    ...form,
    validityDaysDefault: days(form.validityDaysDefault),
    validityDaysMax: days(form.validityDaysMax),
  };
}

/** Another purpose brings what it cannot do without, and drops usages of the key it has none for. */
export function withKind(form: ProfileForm, kind: LeafKind): ProfileForm {
  const choices: readonly string[] = kinds[kind].keyUsageChoices;
  const keyUsage = form.keyUsage.filter((usage) => usage === "digitalSignature" || choices.includes(usage));
  const changed = { ...form, kind, keyUsage };
  if (kind === "email") return withNames(changed, "email", { rules: "any", count: "at-least-one" });
  if (kind === "workload") return withNames(changed, "uri", { rules: "spiffe", count: "exactly-one" });
  return changed;
}

function withNames(
  form: ProfileForm,
  type: NameType,
  { rules, count }: { readonly rules: "any" | "spiffe"; readonly count: ProfileForm["nameCounts"][NameType] },
): ProfileForm {
  const kept = form.names[type];
  const none = kept !== null && kept.length === 0;
  const granted: readonly NameRule[] | null = rules === "any" ? null : [{ type: "uri", prefix: "spiffe://" }];
  const names = none || (rules === "spiffe" && kept === null) ? { ...form.names, [type]: granted } : form.names;
  return { ...form, names, nameCounts: { ...form.nameCounts, [type]: count } };
}

export type NameMode = "any" | "none" | "rules";

export const nameMode = (rules: readonly NameRule[] | null): NameMode =>
  rules === null ? "any" : rules.length === 0 ? "none" : "rules";

export const emptyRule: Readonly<Record<NameType, NameRule>> = {
  dns: { type: "dns", suffix: "", subdomains: true, wildcards: false },
  ip: { type: "ip", range: "" },
  email: { type: "email", domain: "", subdomains: false },
  uri: { type: "uri", prefix: "" },
};

/** The text of a rule; of DNS names with a star a pattern, else a name. */
export function ruleText(rule: NameRule): string {
  switch (rule.type) {
    case "dns":
      return "pattern" in rule ? rule.pattern : rule.suffix;
    case "ip":
      return rule.range;
    case "email":
      return rule.domain;
    case "uri":
      return rule.prefix;
  }
}

export function withRuleText(rule: NameRule, text: string): NameRule {
  switch (rule.type) {
    case "dns":
      if (text.includes("*")) return { type: "dns", pattern: text };
      return "pattern" in rule
        ? { type: "dns", suffix: text, subdomains: true, wildcards: false }
        : { ...rule, suffix: text };
    case "ip":
      return { ...rule, range: text };
    case "email":
      return { ...rule, domain: text };
    case "uri":
      return { ...rule, prefix: text };
  }
}
