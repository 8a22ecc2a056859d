import type { DecisionLine } from "../contract/certificate";
import { type Finding, isCaError } from "../errors";
import type { Der } from "../pki/der";
import type { GeneralName } from "../pki/general-name";
import { checkSubjectField, encodeName, type Subject, type SubjectField, subjectFields, subjectOf } from "../pki/name";
import { type decideNames, hostName } from "./decide-names";
import type { PolicyInput, Verdict } from "./policy";
import { fieldWords, isServerUse, profileSource } from "./profile-words";

/** RFC 5280 appendix A.1: ub-common-name. */
const commonNameLengthMax = 64;

interface FieldRuling {
  readonly granted: string | undefined;
  readonly line?: DecisionLine;
  readonly finding?: Finding;
}

/** The subject, field by field; what is refused is not in it. */
export function decideSubject(
  input: PolicyInput,
  { granted: names, findings: nameFindings }: ReturnType<typeof decideNames>,
): Verdict & { readonly granted: Subject; readonly der: Der } {
  const requested = requestedSubject(input);
  const lines: DecisionLine[] = [...requested.lines];
  const findings: Finding[] = [];
  const granted: Partial<Record<SubjectField, string>> = {};
  for (const field of subjectFields) {
    const ruling = decideField(field, requested.subject[field]?.trim() ?? "", input, names);
    if (ruling.line) lines.push(ruling.line);
    if (ruling.finding) findings.push(ruling.finding);
    if (ruling.granted !== undefined) granted[field] = ruling.granted;
  }
  const isNobody = isEmpty(granted) && names.length === 0;
  if (isNobody && findings.length + nameFindings.length === 0) findings.push(nobody);
  if (isEmpty(granted) && names.length > 0) lines.push(emptySubjectLine);
  return { lines, findings, granted, der: encodeName(granted) };
}

function requestedSubject({ ask }: PolicyInput): { readonly subject: Subject; readonly lines: DecisionLine[] } {
  if (ask.subject) return { subject: ask.subject, lines: [] };
  if (!ask.csr) return { subject: {}, lines: [] };
  const { subject, notUnderstood } = subjectOf(ask.csr.subject);
  const because = "Subjects are made of the fields on the form; this attribute is not one of them.";
  const rule = "subject-fields";
  return {
    subject,
    lines: notUnderstood.map((requested) => ({
      field: "subject",
      requested,
      granted: "",
      change: "left-out",
      because,
      rule,
    })),
  };
}

function decideField(
  field: SubjectField,
  value: string,
  input: PolicyInput,
  names: readonly GeneralName[],
): FieldRuling {
  const { profile } = input;
  const rule = profile.subject[field];
  if (value === "") return rule === "require" ? { granted: undefined, finding: missing(field, input) } : absent;
  if (rule === "deny") {
    const because = `The profile “${profile.name}” has no ${fieldWords[field]} in its subjects.`;
    return refusedField(field, value, because, "profile-subject-deny", profileSource(profile));
  }
  if (field === "commonName" && isServerUse(profile)) return decideHostCommonName(value, input, names);
  return asEncoded(field, value);
}

/** The value as it will be encoded; what cannot be is refused beside its field. */
function asEncoded(field: SubjectField, value: string): FieldRuling {
  try {
    const granted = checkSubjectField(field, value);
    if (granted === value) return { granted, line: line(field, value, value, "granted", "", "") };
    const because = "Countries are written in capitals, and text in Unicode’s composed form (NFC).";
    return { granted, line: line(field, value, granted, "changed", because, "subject-canonical") };
  } catch (error) {
    if (!isCaError(error)) throw error;
    return refusedField(field, value, error.detail, "subject-syntax", "RFC 5280 §4.1.2.4, appendix A.1");
  }
}

const absent: FieldRuling = { granted: undefined };

/** For server use the CN repeats one of the names (CA/Browser Forum BR §7.1.4.3; RFC 9525 §2 has clients ignore it). */
function decideHostCommonName(value: string, input: PolicyInput, names: readonly GeneralName[]): FieldRuling {
  const host = hostName(value);
  const match = host && names.find(({ type, value: name }) => type === host.type && name === host.value);
  if (!match) {
    const because = "With server usage the common name must be one of the DNS names or addresses of the certificate.";
    return refusedField("commonName", value, because, "common-name-among-names", "RFC 9525 §2");
  }
  if (match.value.length > commonNameLengthMax) return tooLongForCommonName(value, input);
  if (match.value === value) return { granted: value, line: line("commonName", value, value, "granted", "", "") };
  const because = "It is written as in the names.";
  return {
    granted: match.value,
    line: line("commonName", value, match.value, "changed", because, "common-name-among-names"),
  };
}

function tooLongForCommonName(value: string, { profile }: PolicyInput): FieldRuling {
  const because = `A common name has at most ${commonNameLengthMax} characters; this one is left out, and clients look at the names anyway.`;
  const isRequired = profile.subject.commonName === "require";
  return {
    granted: undefined,
    line: line("commonName", value, "", "left-out", because, "common-name-length"),
    finding: {
      rule: "common-name-length",
      severity: isRequired ? "error" : "info",
      field: "subject.commonName",
      message: because,
      advice: isRequired ? `The profile “${profile.name}” requires a common name: use a shorter one.` : "",
      source: "RFC 5280 appendix A.1 (ub-common-name)",
    },
  };
}

function refusedField(field: SubjectField, value: string, because: string, rule: string, source: string): FieldRuling {
  const advice =
    rule === "common-name-among-names" ? "Add it to the names, or choose one of them." : "Correct or clear the field.";
  return {
    granted: undefined,
    line: line(field, value, "", "refused", because, rule),
    finding: { rule, severity: "error", field: `subject.${field}`, message: because, advice, source },
  };
}

const missing = (field: SubjectField, { profile }: PolicyInput): Finding => ({
  rule: "profile-subject-require",
  severity: "error",
  field: `subject.${field}`,
  message: `The profile “${profile.name}” requires a ${fieldWords[field]}.`,
  advice: "Fill in the field.",
  source: profileSource(profile),
});

const isEmpty = (subject: Subject) => Object.keys(subject).length === 0;

const emptySubjectLine: DecisionLine = {
  field: "subject",
  requested: "",
  granted: "empty; the names are critical",
  change: "granted",
  because:
    "Without a subject the names alone say who this is, so whoever cannot read them must refuse the certificate.",
  rule: "san-critical-without-subject",
};

const nobody: Finding = {
  rule: "subject-or-names",
  severity: "error",
  field: "subject.commonName",
  message: "The certificate names nobody: it has neither a subject nor a name.",
  advice: "Fill in the common name, or add a name.",
  source: "RFC 5280 §4.1.2.6",
};

function line(
  field: SubjectField,
  requested: string,
  granted: string,
  change: DecisionLine["change"],
  because: string,
  rule: string,
): DecisionLine {
  return { field: `subject.${field}`, requested, granted, change, because, rule };
}
