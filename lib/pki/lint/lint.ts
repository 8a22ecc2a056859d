/**
 * Nothing is signed that was not linted: the only maker of `LintedTbs` and `LintedTbsCertList`.
 * Rules read the encoded bytes anew, so what they judge is what will be signed.
 */
import { type Finding, type FindingSeverity, isCaError } from "../../errors";
import type { Der } from "../der";
import { type CertificateSubject, type CertificateView, viewCertificate } from "./certificate-subject";
import { type CrlSubject, viewCrl } from "./crl-subject";
import { brandTbs, brandTbsCertList, type LintedTbs, type LintedTbsCertList } from "./linted";
import type { CertificatePurpose, CertificateRule, CrlRule } from "./rule";
import { certificateRules, crlRules } from "./rules";

export type { LintedTbs, LintedTbsCertList } from "./linted";

/** A certificate, of which only the signed part matters here. */
export interface SigningAuthority {
  readonly tbsDer: Der;
}

export interface CertificateLintContext {
  /** Null: self-signed. */
  readonly issuer: SigningAuthority | null;
  readonly purpose: CertificatePurpose;
  /** Who stands above the issuer, nearest first, as far as known: their name constraints and path lengths hold too. */
  readonly ancestors?: readonly SigningAuthority[];
}

/** `linted` is null when any finding is an error. Findings come errors first. Never throws for what the bytes are. */
export function lintTbsCertificate(
  tbs: Der,
  context: CertificateLintContext,
): { findings: Finding[]; linted: LintedTbs | null } {
  const subject = readable("certificate", () => certificateSubject(tbs, context));
  if ("findings" in subject) return { ...subject, linted: null };
  const found = run(certificateRulesFor[context.purpose], subject);
  const findings = context.purpose === "leaf" ? found : found.map(besideAuthorityField);
  return { findings, linted: isFit(findings) ? brandTbs(tbs) : null };
}

// The form of an authority has other fields than that of a leaf for the same thing.
const authorityFields: Readonly<Record<string, string>> = { validity: "validityYears", key: "keyType" };
const besideAuthorityField = (finding: Finding): Finding => ({
  ...finding,
  field: authorityFields[finding.field] ?? finding.field,
});

export interface CrlLintContext {
  readonly issuer: SigningAuthority;
  /** Of the CRL this one replaces; null for the first. */
  readonly previousNumber: bigint | null;
  readonly previousNextUpdate: Date | null;
  /** An administrator has confirmed the clock: the one case in which nextUpdate may move back. Absent: no. */
  readonly isClockConfirmed?: boolean;
}

/** `linted` is null when any finding is an error. Linear in the number of entries. */
export function lintTbsCertList(
  tbs: Der,
  context: CrlLintContext,
): { findings: Finding[]; linted: LintedTbsCertList | null } {
  const subject = readable("crl", (): CrlSubject => {
    const { previousNumber, previousNextUpdate, isClockConfirmed = false } = context;
    return {
      ...viewCrl(tbs),
      issuer: viewAuthority(context.issuer),
      previousNumber,
      previousNextUpdate,
      isClockConfirmed,
    };
  });
  if ("findings" in subject) return { ...subject, linted: null };
  const findings = run(crlRules, subject);
  return { findings, linted: isFit(findings) ? brandTbsCertList(tbs) : null };
}

const rulesFor = (purpose: CertificatePurpose) =>
  certificateRules.filter(({ appliesTo }) => appliesTo.includes(purpose));
const certificateRulesFor: Readonly<Record<CertificatePurpose, readonly CertificateRule[]>> = {
  leaf: rulesFor("leaf"),
  issuing: rulesFor("issuing"),
  root: rulesFor("root"),
};

function certificateSubject(tbs: Der, { issuer, purpose, ancestors = [] }: CertificateLintContext): CertificateSubject {
  const view = viewCertificate(tbs);
  const isSelfSigned = issuer === null;
  if (isSelfSigned !== (purpose === "root")) throw new TypeError("A root is self-signed, and nothing else is.");
  const above = issuer === null ? [] : [issuer, ...ancestors].map(viewAuthority);
  return { ...view, purpose, issuer: above[0] ?? view, ancestors: above, isSelfSigned };
}

const authorities = new WeakMap<Der, CertificateView>();

/** An authority signs many: its certificate is read once for as long as the caller keeps its bytes. */
function viewAuthority({ tbsDer }: SigningAuthority): CertificateView {
  const known = authorities.get(tbsDer);
  if (known) return known;
  const view = viewCertificate(tbsDer);
  authorities.set(tbsDer, view);
  return view;
}

/** Bytes that are not even of the right kind are one finding, not an exception. */
function readable<Subject extends object>(
  field: "certificate" | "crl",
  read: () => Subject,
): Subject | { findings: Finding[] } {
  try {
    return read();
  } catch (error) {
    if (!isCaError(error)) throw error;
    const advice = "This is a fault in Countersign, not in what you entered: please report it.";
    const source = field === "crl" ? "RFC 5280 §5.1" : "RFC 5280 §4.1";
    return {
      findings: [{ rule: `${field}-readable`, severity: "error", field, message: error.detail, advice, source }],
    };
  }
}

const rank: Readonly<Record<FindingSeverity, number>> = { error: 0, warning: 1, info: 2 };

function run<Subject>(
  rules: readonly (Omit<CrlRule, "check"> & { check: (subject: Subject) => ReturnType<CrlRule["check"]> })[],
  subject: Subject,
): Finding[] {
  const findings: Finding[] = [];
  for (const { id, severity, field, source, advice, check } of rules) {
    const verdict = check(subject);
    if (verdict === null) continue;
    const said = typeof verdict === "string" ? { message: verdict, field } : verdict;
    findings.push({ rule: id, severity, source, advice, ...said });
  }
  return findings.sort((a, b) => rank[a.severity] - rank[b.severity]);
}

const isFit = (findings: readonly Finding[]) => !findings.some(({ severity }) => severity === "error");
