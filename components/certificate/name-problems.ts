/** Which name is wrong, and why: what the parser says at once, and what policy and lint say of each. */
import type { DecisionLine } from "@/lib/contract/certificate";
import { type Finding, isCaError } from "@/lib/errors";
import { formatGeneralName, type GeneralName, parseGeneralName } from "@/lib/pki/general-name";

export interface NameProblem {
  readonly name: string;
  readonly problem: string;
}

type Parsed = { readonly name: GeneralName } | { readonly problem: string };

export function parsedName(text: string): Parsed {
  try {
    return { name: parseGeneralName(text) };
  } catch (error) {
    if (!isCaError(error)) throw error;
    return { problem: error.detail };
  }
}

/** In the order of `names`; a name is listed once, with the first thing that is wrong. */
export function nameProblems(
  names: readonly string[],
  verdict: { readonly lines: readonly DecisionLine[]; readonly findings: readonly Finding[] } | null,
): NameProblem[] {
  return names.flatMap((name) => {
    const problem = problemOf(name, verdict);
    return problem === null ? [] : [{ name, problem }];
  });
}

function problemOf(
  name: string,
  verdict: { readonly lines: readonly DecisionLine[]; readonly findings: readonly Finding[] } | null,
): string | null {
  const parsed = parsedName(name);
  if ("problem" in parsed) return parsed.problem;
  if (verdict === null) return null;
  const spellings = [name, parsed.name.value, formatGeneralName(parsed.name)];
  const line = verdict.lines.find(
    ({ field, change, requested }) =>
      field.startsWith("names") && change === "refused" && spellings.includes(requested.trim()),
  );
  if (line) return line.because;
  const finding = verdict.findings.find(
    ({ field, severity, message }) =>
      field.startsWith("names") && severity === "error" && spellings.some((spelling) => mentions(message, spelling)),
  );
  return finding?.message ?? null;
}

/** The name as a whole, so that `a.example` is not blamed for `ba.example`. */
function mentions(message: string, name: string): boolean {
  const isPart = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}._@-]/u.test(character);
  for (let at = message.indexOf(name); at >= 0; at = message.indexOf(name, at + 1)) {
    const after = message[at + name.length];
    const isSentenceEnd = after === "." && !isPart(message[at + name.length + 1]);
    if (!isPart(message[at - 1]) && (isSentenceEnd || !isPart(after))) return true;
  }
  return false;
}
