/** A decision made into the exact bytes of a certificate, and linted. Preview and issue share it to the last byte. */
import type { Finding } from "../errors";
import { algorithms } from "../pki/algorithm";
import { buildTbsCertificate } from "../pki/certificate";
import type { Der } from "../pki/der";
import {
  authorityInfoAccessExtension,
  authorityKeyIdentifierExtension,
  basicConstraintsExtension,
  crlDistributionPointsExtension,
  type Extension,
  extendedKeyUsageExtension,
  keyIdentifierOf,
  keyUsageExtension,
  subjectAltNameExtension,
  subjectKeyIdentifierExtension,
} from "../pki/extension";
import { lintTbsCertificate } from "../pki/lint/lint";
import type { LintedTbs } from "../pki/lint/linted";
import { oid } from "../pki/oid";
import type { Serial } from "../pki/serial";
import { type Chain, issuerFacts } from "./chain";
import { type Ask, type Decision, decide, type Grant } from "./policy";
import type { LeafExtendedKeyUsage, Profile } from "./profile";

export interface LeafDraft {
  readonly decision: Decision;
  /** Policy and lint together, errors first. */
  readonly findings: readonly Finding[];
  /** Null when nothing could be built. */
  readonly tbs: Der | null;
  /** Null when anything is an error: then nothing can be signed. */
  readonly linted: LintedTbs | null;
}

interface LeafDraftInput {
  readonly profile: Profile;
  readonly chain: Chain;
  readonly ask: Ask;
  readonly now: Date;
  readonly serial: Serial;
}

export function draftLeaf({ profile, chain, ask, now, serial }: LeafDraftInput): LeafDraft {
  const decision = decide({ profile, issuer: issuerFacts(chain), ask, now });
  if (!decision.grant) return { decision, findings: errorsFirst(decision.findings), tbs: null, linted: null };
  const tbs = leafTbs(decision.grant, { chain, spkiDer: ask.key.spki.der, serial });
  const [issuer, ...ancestors] = chain.map(({ certificate }) => certificate);
  const lint = lintTbsCertificate(tbs, { issuer: issuer!, purpose: "leaf", ancestors });
  const findings = together(decision.findings, lint.findings);
  const isRefused = findings.some(({ severity }) => severity === "error");
  return { decision, findings, tbs, linted: isRefused ? null : lint.linted };
}

function leafTbs(
  grant: Grant,
  { chain, spkiDer, serial }: { readonly chain: Chain; readonly spkiDer: Der; readonly serial: Serial },
): Der {
  const [{ authority, certificate }] = chain;
  return buildTbsCertificate({
    serial,
    signatureAlgorithm: algorithms[authority.keyType].signatureAlgorithm,
    // Byte for byte, never encoded anew: re-encoding breaks name chaining (RFC 5280 §4.1.2.4).
    issuerDer: certificate.subjectDer,
    subjectDer: grant.subjectDer,
    notBefore: grant.notBefore,
    notAfter: grant.notAfter,
    spkiDer,
    extensions: leafExtensions(grant, spkiDer, keyIdentifierOf(certificate.spki.der)),
  });
}

const isTimestamping = (uses: readonly LeafExtendedKeyUsage[]) => uses.includes("timeStamping");

function leafExtensions(grant: Grant, spkiDer: Der, issuerKeyIdentifier: Uint8Array): Extension[] {
  const isSubjectEmpty = Object.keys(grant.subject).length === 0;
  const { keyUsage, extendedKeyUsage, names, crlUrls, caIssuersUrls } = grant;
  return [
    basicConstraintsExtension({ isCa: false, pathLength: null }),
    ...(keyUsage.length ? [keyUsageExtension(keyUsage)] : []),
    ...(extendedKeyUsage.length
      ? [
          extendedKeyUsageExtension(
            extendedKeyUsage.map((use) => oid[use]),
            // RFC 3161 §2.3: critical in the certificate of a timestamping authority, and there alone.
            isTimestamping(extendedKeyUsage),
          ),
        ]
      : []),
    subjectKeyIdentifierExtension(spkiDer),
    authorityKeyIdentifierExtension(issuerKeyIdentifier),
    // RFC 5280 §4.2.1.6: critical exactly when the subject is empty.
    ...(names.length ? [subjectAltNameExtension(names, isSubjectEmpty)] : []),
    ...(crlUrls.length ? [crlDistributionPointsExtension(crlUrls)] : []),
    ...(caIssuersUrls.length ? [authorityInfoAccessExtension({ ocsp: [], caIssuers: caIssuersUrls })] : []),
  ];
}

/** Policy and lint as one list, errors first. What lint repeats of an error policy has named beside the same field is left out. */
export function together(policy: readonly Finding[], lint: readonly Finding[]): Finding[] {
  const fields = new Set(policy.filter(({ severity }) => severity === "error").map(({ field }) => field));
  return errorsFirst([...policy, ...lint.filter(({ severity, field }) => severity !== "error" || !fields.has(field))]);
}

const order = { error: 0, warning: 1, info: 2 } as const;

export const errorsFirst = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
