/**
 * The rules run over certificates and CRLs that others made. Nothing here leads to a signature: `lint.ts` does, and
 * only for what we are about to sign ourselves.
 */
import { type Finding, type FindingSeverity, isCaError } from "../../errors";
import { type Certificate, extensionOf } from "../certificate";
import type { CertificateList } from "../certificate-list";
import { isIssuedBy } from "../chain";
import { basicConstraintsOf } from "../extension";
import { oid } from "../oid";
import { attempt, type CertificateSubject, viewCertificate } from "./certificate-subject";
import { type CrlSubject, viewCrl } from "./crl-subject";
import { type CertificatePurpose, reportIt, type Verdict } from "./rule";
import { certificateRules, crlRules } from "./rules";

export interface ForeignLint {
  /** What it was taken for. */
  readonly purpose: CertificatePurpose | "crl";
  /** Errors first. */
  readonly findings: readonly Finding[];
  readonly rulesChecked: number;
  /** Rules that ask for the issuer, which was not at hand. */
  readonly rulesSkipped: number;
}

/** A root is an authority that issued itself; who may not sign certificates is a leaf, whoever signed it. */
export function purposeOf(certificate: Certificate): CertificatePurpose {
  const extension = extensionOf(certificate, oid.basicConstraints);
  const isCa = extension ? attempt(() => basicConstraintsOf(extension.value))?.isCa === true : false;
  if (!isCa) return "leaf";
  return isIssuedBy(certificate, certificate) ? "root" : "issuing";
}

/** `issuers`: the issuer first and whoever stands above it, as far as they are at hand; none are needed. */
export function lintForeignCertificate(certificate: Certificate, issuers: readonly Certificate[] = []): ForeignLint {
  const purpose = purposeOf(certificate);
  const isSelfSigned = isIssuedBy(certificate, certificate);
  const rules = certificateRules.filter(({ appliesTo }) => appliesTo.includes(purpose));
  return judged(purpose, rules, () => {
    const view = viewCertificate(certificate.tbsDer);
    const above = isSelfSigned ? [] : issuers.map(({ tbsDer }) => viewCertificate(tbsDer));
    const isKnown = isSelfSigned || above.length > 0;
    return withIssuer<CertificateSubject>(
      { ...view, purpose, isSelfSigned: purpose === "root" },
      isKnown ? { issuer: above[0] ?? view, ancestors: above } : null,
    );
  });
}

export function lintForeignCrl(crl: CertificateList, issuer: Certificate | null = null): ForeignLint {
  return judged("crl", crlRules, () => {
    const known = { ...viewCrl(crl.tbsDer), previousNumber: null, previousNextUpdate: null, isClockConfirmed: false };
    return withIssuer<CrlSubject>(known, issuer && { issuer: viewCertificate(issuer.tbsDer), ancestors: [] });
  });
}

const needsIssuer = Symbol("a rule asked for the issuer");

type Above = Pick<CertificateSubject, "issuer" | "ancestors">;

/** A rule that asks for an issuer nobody has cannot be answered; it is skipped instead of guessed. */
function withIssuer<Subject>(known: Omit<Subject, keyof Above>, above: Above | null): Subject {
  const read = (name: keyof Above) => () => {
    if (above === null) throw needsIssuer;
    return above[name];
  };
  const properties = { issuer: { get: read("issuer") }, ancestors: { get: read("ancestors") } };
  return Object.defineProperties({ ...known }, properties) as Subject;
}

const rank: Readonly<Record<FindingSeverity, number>> = { error: 0, warning: 1, info: 2 };
const foreignAdvice = "Whoever issued it has to make it again.";

interface AnyRule<Subject> {
  readonly id: string;
  readonly severity: FindingSeverity;
  readonly field: string;
  readonly source: string;
  readonly advice: string;
  readonly check: (subject: Subject) => Verdict;
}

function judged<Subject>(
  purpose: ForeignLint["purpose"],
  rules: readonly AnyRule<Subject>[],
  view: () => Subject,
): ForeignLint {
  const findings: Finding[] = [];
  let rulesSkipped = 0;
  try {
    const subject = view();
    for (const { id, severity, field, source, advice, check } of rules) {
      const verdict = answer(() => check(subject));
      if (verdict === needsIssuer) rulesSkipped++;
      else if (verdict !== null) {
        const said = typeof verdict === "string" ? { message: verdict, field } : verdict;
        findings.push({ rule: id, severity, source, advice: advice === reportIt ? foreignAdvice : advice, ...said });
      }
    }
  } catch (error) {
    if (!isCaError(error)) throw error;
    const what = purpose === "crl" ? "crl" : "certificate";
    const source = purpose === "crl" ? "RFC 5280 §5.1" : "RFC 5280 §4.1";
    findings.push({
      rule: `${what}-readable`,
      severity: "error",
      field: what,
      message: error.detail,
      advice: foreignAdvice,
      source,
    });
  }
  findings.sort((a, b) => rank[a.severity] - rank[b.severity]);
  return { purpose, findings, rulesChecked: rules.length - rulesSkipped, rulesSkipped };
}

function answer(check: () => Verdict): Verdict | typeof needsIssuer {
  try {
    return check();
  } catch (error) {
    if (error === needsIssuer) return needsIssuer;
    throw error;
  }
}
