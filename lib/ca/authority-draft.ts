/** The certificate of an authority to be, built and linted. Preview and establishment share it. */
import type { AuthoritySpec, NameConstraintsInput } from "../contract/authority";
import type { Finding } from "../errors";
import { isCaError } from "../errors";
import { algorithms, type KeyType } from "../pki/algorithm";
import { buildTbsCertificate, type Certificate } from "../pki/certificate";
import type { Der } from "../pki/der";
import {
  authorityInfoAccessExtension,
  authorityKeyIdentifierExtension,
  basicConstraintsExtension,
  crlDistributionPointsExtension,
  type Extension,
  keyIdentifierOf,
  keyUsageExtension,
  nameConstraintsExtension,
  subjectKeyIdentifierExtension,
} from "../pki/extension";
import { lintTbsCertificate } from "../pki/lint/lint";
import type { LintedTbs } from "../pki/lint/linted";
import { encodeName, type Subject } from "../pki/name";
import { type GeneralSubtree, parseGeneralSubtree } from "../pki/name-constraints";
import type { Serial } from "../pki/serial";
import { backdateSeconds, wholeSecond } from "./decide-validity";
import { levelsLeftBelow } from "./issuer-limits";
import { errorsFirst, together } from "./leaf";
import type { Authority } from "./ports";
import { caIssuersUrl, crlUrl } from "./url";
import { isLoopbackUrl, loopbackWarning, parseValidationUrl } from "./validation-url";

/** What stands above the new authority; null for a root. */
export interface Parent {
  readonly authority: Pick<Authority, "id" | "name" | "keyType" | "validationUrl">;
  readonly certificate: Certificate;
  /** The parent first, its root last. */
  readonly chain: readonly { readonly name: string; readonly certificate: Certificate }[];
}

interface DraftInput {
  readonly spec: AuthoritySpec;
  readonly parent: Parent | null;
  readonly spkiDer: Der;
  readonly now: Date;
  readonly serial: Serial;
}

export interface AuthorityDraft {
  readonly findings: readonly Finding[];
  /** Null when nothing could be built. */
  readonly tbs: Der | null;
  readonly linted: LintedTbs | null;
}

export function draftAuthority(input: DraftInput): AuthorityDraft {
  const findings: Finding[] = [...nameFindings(input), ...pathLengthFindings(input), ...urlFindings(input.spec)];
  const period = validityOf(input);
  findings.push(...period.findings);
  const tbs = collecting(findings, () => authorityTbs(input, period));
  if (!tbs) return { findings: errorsFirst(findings), tbs: null, linted: null };
  const purpose = input.parent ? "issuing" : "root";
  const [issuer = null, ...ancestors] = (input.parent?.chain ?? []).map(({ certificate }) => certificate);
  const lint = lintTbsCertificate(tbs, { issuer, purpose, ancestors });
  const all = together(findings, lint.findings);
  return { findings: all, tbs, linted: all.some(({ severity }) => severity === "error") ? null : lint.linted };
}

/** Null, with a finding, when the input cannot be encoded. */
function collecting<T>(findings: Finding[], run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (!isCaError(error) || error.code !== "invalid") throw error;
    findings.push(problem("authority-syntax", error.field ?? "subject", error.detail, "RFC 5280 §4.1.2"));
    return null;
  }
}

function authorityTbs({ spec, parent, spkiDer, serial }: DraftInput, period: { notBefore: Date; notAfter: Date }): Der {
  const subjectDer = encodeName(filledIn(spec.subject));
  const issuerKeyType: KeyType = parent?.authority.keyType ?? spec.keyType;
  return buildTbsCertificate({
    serial,
    signatureAlgorithm: algorithms[issuerKeyType].signatureAlgorithm,
    issuerDer: parent?.certificate.subjectDer ?? subjectDer,
    subjectDer,
    notBefore: period.notBefore,
    notAfter: period.notAfter,
    spkiDer,
    extensions: extensionsOf(spec, parent, spkiDer),
  });
}

/** Without the fields a form leaves empty. */
function filledIn(subject: Subject): Subject {
  return Object.fromEntries(Object.entries(subject).filter(([, value]) => value?.trim()));
}

function extensionsOf(spec: AuthoritySpec, parent: Parent | null, spkiDer: Der): Extension[] {
  const permitted = subtreesOf(spec.nameConstraints.permitted);
  const excluded = subtreesOf(spec.nameConstraints.excluded);
  return [
    basicConstraintsExtension({ isCa: true, pathLength: spec.pathLength }),
    keyUsageExtension(["keyCertSign", "cRLSign"]),
    subjectKeyIdentifierExtension(spkiDer),
    ...(parent ? [authorityKeyIdentifierExtension(keyIdentifierOf(parent.certificate.spki.der))] : []),
    ...(permitted.length + excluded.length > 0 ? [nameConstraintsExtension({ permitted, excluded })] : []),
    // A root's own revocation cannot be told by itself, so it has neither (RFC 5280 §6.1: the trust anchor is not checked).
    ...(parent ? [crlDistributionPointsExtension([crlUrl(parent.authority)])] : []),
    ...(parent ? [authorityInfoAccessExtension({ ocsp: [], caIssuers: [caIssuersUrl(parent.authority)] })] : []),
  ];
}

function subtreesOf(lists: NameConstraintsInput["permitted"]): GeneralSubtree[] {
  return (["dns", "ip", "email", "uri"] as const).flatMap((type) =>
    lists[type]
      .map((text) => text.trim())
      .filter((text) => text !== "")
      .map((text) => parseGeneralSubtree(type, text)),
  );
}

/** Calendar years, the last second not included (RFC 5280 §4.1.2.5 counts both ends). */
function validityOf({ spec, parent, now }: DraftInput) {
  const begin = wholeSecond(now) - backdateSeconds * 1_000;
  const notBefore = new Date(Math.max(begin, parent?.certificate.notBefore.getTime() ?? begin));
  const wanted = new Date(notBefore);
  wanted.setUTCFullYear(wanted.getUTCFullYear() + spec.validityYears);
  wanted.setTime(wanted.getTime() - 1_000);
  const limit = parent?.certificate.notAfter;
  if (!parent || !limit || wanted <= limit) return { notBefore, notAfter: wanted, findings: [] };
  const end = limit.toISOString().slice(0, 10);
  const finding: Finding = {
    rule: "validity-within-issuer",
    severity: "warning",
    field: "validityYears",
    message: `Shortened: it ends on ${end}, with “${parent.authority.name}” above it; no certificate outlives its issuer.`,
    advice: "Choose fewer years, or give the root more.",
    source: "RFC 5280 §6.1.3",
  };
  return { notBefore, notAfter: limit, findings: [finding] };
}

function nameFindings({ spec: { subject } }: DraftInput): Finding[] {
  if (subject.commonName?.trim()) return [];
  const message = "An authority needs a name: its common name.";
  return [problem("authority-name", "subject.commonName", message, "RFC 5280 §4.1.2.6")];
}

/** RFC 5280 §4.2.1.9: a path length above limits how many authorities may follow. */
function pathLengthFindings({ spec, parent }: DraftInput): Finding[] {
  if (!parent) return [];
  const { left, by } = levelsLeftBelow(parent.chain);
  if (left === null) return [];
  const source = "RFC 5280 §4.2.1.9";
  if (left <= 0) {
    const message = `“${by}” has a path length that allows no further authority here.`;
    return [problem("issuer-path-length", "parentId", message, source)];
  }
  if (spec.pathLength !== null && spec.pathLength < left) return [];
  const message = `The path length of “${by}” leaves ${left - 1} at most for this authority.`;
  return [problem("issuer-path-length", "pathLength", message, source)];
}

function urlFindings({ validationUrl }: AuthoritySpec): Finding[] {
  const findings: Finding[] = [];
  const url = collecting(findings, () => parseValidationUrl(validationUrl));
  if (!url || !isLoopbackUrl(url)) return findings;
  const rule = "validation-url-loopback";
  return [
    {
      rule,
      severity: "warning",
      field: "validationUrl",
      message: loopbackWarning(url),
      advice: "",
      source: "RFC 5280 §4.2.1.13",
    },
  ];
}

const problem = (rule: string, field: string, message: string, source: string): Finding => ({
  rule,
  severity: "error",
  field,
  message,
  advice: "",
  source,
});
