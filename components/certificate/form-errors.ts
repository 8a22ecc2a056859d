/** Puts what the server said beside the fields it is about. */
import type { ActionFailure } from "@/lib/contract/action-result";
import type { IssuePreview } from "@/lib/contract/certificate";
import type { Finding } from "@/lib/errors";
import { type SubjectField, subjectFields } from "@/lib/pki/name";
import { type NameProblem, nameProblems } from "./name-problems";

export interface IssueFormErrors {
  readonly commonName: string | null;
  readonly subject: Readonly<Partial<Record<SubjectField, string>>>;
  readonly names: readonly NameProblem[];
  /** About the names, but about none in particular. */
  readonly namesAsWhole: string | null;
  readonly key: string | null;
  readonly csr: string | null;
  readonly password: string | null;
  readonly validity: string | null;
  readonly authority: string | null;
  readonly owner: string | null;
  readonly tags: string | null;
}

/** With a server profile the common name is the first of the names: what is wrong with it belongs beside its own field. */
export function issueFormErrors(
  form: { readonly commonName: string; readonly names: readonly string[]; readonly isCommonNameAName: boolean },
  preview: Pick<IssuePreview, "lines" | "findings"> | null,
  failures: readonly (ActionFailure | null)[],
): IssueFormErrors {
  const failed = failures.filter((failure) => failure !== null);
  const findings = [...(preview?.findings ?? []), ...failed.flatMap((failure) => failure.findings)];
  const verdict = { lines: preview?.lines ?? [], findings };
  const said = (...fields: string[]) => saidOf(fields, findings, failed);
  const names = nameProblems(form.names, verdict);
  const isJudged = preview !== null || failed.length > 0;
  const first = form.isCommonNameAName && isJudged ? [form.commonName.trim()].filter(Boolean) : [];
  const ofCommonName = nameProblems(first, verdict)[0]?.problem ?? null;
  return {
    commonName: said("subject.commonName", "commonName") ?? ofCommonName,
    subject: Object.fromEntries(
      subjectFields.flatMap((field) => {
        const sentence = field === "commonName" ? null : said(`subject.${field}`);
        return sentence === null ? [] : [[field, sentence]];
      }),
    ),
    names,
    namesAsWhole: names.length === 0 && ofCommonName === null ? said("names") : null,
    key: said("key", "keyType", "key.keyType"),
    csr: said("csr", "key.csr"),
    password: said("password", "key.password"),
    validity: said("validity", "notAfter", "validity.days", "validity.notAfter"),
    authority: said("authority", "authorityId"),
    owner: said("owner"),
    tags: said("tags"),
  };
}

function saidOf(
  fields: readonly string[],
  findings: readonly Finding[],
  failures: readonly ActionFailure[],
): string | null {
  for (const field of fields) {
    const finding = findings.find((found) => found.severity === "error" && found.field === field);
    if (finding) return [finding.message, finding.advice].filter(Boolean).join(" ");
    for (const failure of failures) {
      const sentence = failure.fieldErrors[field];
      if (sentence !== undefined) return sentence;
    }
  }
  return null;
}
