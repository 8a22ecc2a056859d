/** What a person may write into a profile, made canonical, and why not when not. Pure. */
import { CaError, type Finding } from "../errors";
import { keyTypes } from "../pki/algorithm";
import { normalizeHostName } from "../pki/host-name";
import { formatCidr, parseCidr } from "../pki/ip";
import { subjectFields } from "../pki/name";
import { quote } from "../pki/quote";
import { type LeafKeyUsage, type NameRule, type NameType, nameTypes, type ProfileDraft } from "./profile";
import { kinds } from "./profile-kind";
import { nameTypeWords } from "./profile-words";

export interface CheckedDraft {
  /** Canonical as far as it could be read. */
  readonly draft: ProfileDraft;
  /** All errors; empty when it can be saved. */
  readonly findings: readonly Finding[];
}

const usages: readonly LeafKeyUsage[] = ["digitalSignature", "keyEncipherment", "keyAgreement"];

export function checkDraft(draft: ProfileDraft): CheckedDraft {
  const findings: Finding[] = [];
  const names = Object.fromEntries(
    nameTypes.map((type) => [type, draft.names[type] && rulesOf(draft.names[type], type, findings)]),
  ) as unknown as ProfileDraft["names"];
  const choices: readonly LeafKeyUsage[] = kinds[draft.kind].keyUsageChoices;
  const canonical: ProfileDraft = {
    ...draft,
    // What the kind has no use for goes; a signature is what every kind makes.
    keyUsage: usages.filter(
      (usage) => usage === "digitalSignature" || (choices.includes(usage) && draft.keyUsage.includes(usage)),
    ),
    keyTypes: keyTypes.filter((type) => draft.keyTypes.includes(type)),
    names,
  };
  findings.push(...wordFindings(canonical), ...validityFindings(canonical), ...kindFindings(canonical));
  return { draft: canonical, findings };
}

/** Throws CaError("invalid") with what is wrong beside its field. */
export function assertDraft(draft: ProfileDraft): ProfileDraft {
  const checked = checkDraft(draft);
  const [first] = checked.findings;
  if (first) throw new CaError("invalid", first.message, { field: first.field, findings: checked.findings });
  return checked.draft;
}

function wrong(rule: string, field: string, message: string, advice: string, source = "Countersign"): Finding {
  return { rule, severity: "error", field, message, advice, source };
}

function wordFindings({ name, description }: ProfileDraft): Finding[] {
  const hasHidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;
  const advice = "Use visible characters and plain spaces.";
  return [
    ...(hasHidden.test(name)
      ? [wrong("profile-name", "name", "The name has characters that cannot be seen.", advice)]
      : []),
    ...(hasHidden.test(description)
      ? [wrong("profile-name", "description", "The description has characters that cannot be seen.", advice)]
      : []),
  ];
}

function validityFindings({ validityDaysDefault, validityDaysMax }: ProfileDraft): Finding[] {
  if (validityDaysDefault <= validityDaysMax) return [];
  const message = `The default, ${validityDaysDefault} days, is more than the most that is allowed, ${validityDaysMax}.`;
  return [wrong("profile-validity", "validityDaysDefault", message, "Shorten the default, or allow more.")];
}

/** What no certificate could ever fulfil is said before it is saved. */
function kindFindings({ kind, names, nameCounts, subject }: ProfileDraft): Finding[] {
  const findings: Finding[] = [];
  const grants = (type: NameType) => names[type] === null || names[type].length > 0;
  for (const type of nameTypes) {
    if (nameCounts[type] === "any" || grants(type)) continue;
    const message = `It demands ${nameTypeWords[type].plural} and grants none.`;
    findings.push(wrong("profile-names", `names.${type}`, message, "Grant some, or demand none."));
  }
  if (kinds[kind].extendedKeyUsage.includes("serverAuth") && !grants("dns") && !grants("ip") && !grants("uri")) {
    const message = "A server is known by a DNS name, an address or a URI, and this grants none of them.";
    findings.push(wrong("profile-names", "names.dns", message, "Grant DNS names.", "RFC 9525 §6.3"));
  }
  if (kind === "email" && nameCounts.email === "any") {
    const message = "A certificate for e-mail carries an address.";
    findings.push(wrong("profile-names", "names.email", message, "Demand at least one e-mail address.", "RFC 8550 §3"));
  }
  if (kind === "workload" && nameCounts.uri !== "exactly-one") {
    const message = "A workload has exactly one URI, its SPIFFE ID.";
    findings.push(wrong("profile-names", "names.uri", message, "Demand exactly one URI.", "SPIFFE X509-SVID §2"));
  }
  if (!nameTypes.some(grants) && subjectFields.every((field) => subject[field] === "deny")) {
    const message = "It grants neither a subject nor a name, so its certificates could name nobody.";
    findings.push(wrong("profile-subject", "subject", message, "Allow a common name, or a kind of name."));
  }
  return findings;
}

function rulesOf(rules: readonly NameRule[], type: NameType, findings: Finding[]): NameRule[] {
  const field = `names.${type}`;
  const canonical = rules.map((rule) => {
    const read = rule.type === type ? canonicalRule(rule) : "A rule stands under another type of name.";
    if (typeof read !== "string") return read;
    findings.push(wrong("profile-name-rule", field, read, "Correct or remove the rule."));
    return rule;
  });
  return [...new Map(canonical.map((rule) => [JSON.stringify(rule), rule])).values()];
}

/** The rule as names are compared with it, or what is wrong with it as a sentence. */
function canonicalRule(rule: NameRule): NameRule | string {
  switch (rule.type) {
    case "dns":
      return "pattern" in rule
        ? canonicalPattern(rule.pattern)
        : hostRule(rule.suffix, (suffix) => ({ ...rule, suffix }));
    case "email":
      return hostRule(rule.domain, (domain) => ({ ...rule, domain }));
    case "ip": {
      const range = parseCidr(rule.range);
      return range
        ? { ...rule, range: formatCidr(range) }
        : `${quote(rule.range)} is no range such as 10.0.0.0/8, with nothing set behind its prefix.`;
    }
    case "uri":
      return canonicalPrefix(rule.prefix);
  }
}

function hostRule(text: string, make: (name: string) => NameRule): NameRule | string {
  const host = normalizeHostName(text.replace(/^(\*\.|\.)/, ""));
  return "name" in host ? make(host.name) : `${quote(text)} ${host.refusal}`;
}

/** Stars and characters of host names; the last label is plain, so that a pattern never reaches beyond its domain. */
function canonicalPattern(text: string): NameRule | string {
  const pattern = text.toLowerCase();
  const labels = pattern.split(".");
  const isPlain = labels.every((label) => /^[a-z0-9*_-]{1,63}$/.test(label)) && pattern.length <= 253;
  if (!isPlain || labels.length < 2 || labels.at(-1)!.includes("*")) {
    return `${quote(text)} is no pattern such as web-*.corp.example: letters, digits, hyphens and stars, the last part without a star.`;
  }
  if (!pattern.includes("*")) return `${quote(text)} has no star: write it as a name.`;
  return { type: "dns", pattern };
}

/**
 * A prefix ends where a part of the URI ends: `spiffe://corp.example` without a slash would admit
 * `spiffe://corp.example.evil` too.
 */
function canonicalPrefix(text: string): NameRule | string {
  const match = /^([a-z][a-z0-9+.-]*):(\/\/([a-z0-9._-]+(:\d+)?\/\S*)?|[^/\s]\S*)$/i.exec(text);
  if (!match) {
    return `${quote(text)} is no beginning of a URI such as spiffe://corp.example/: a scheme, and a slash behind the host.`;
  }
  const [, scheme, rest] = match as unknown as [string, string, string];
  const host = /^\/\/[^/]*/.exec(rest)?.[0] ?? "";
  return { type: "uri", prefix: `${scheme.toLowerCase()}:${host.toLowerCase()}${rest.slice(host.length)}` };
}
