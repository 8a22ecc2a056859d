/** What a rule is. One file each; `rules.ts` lists them, `lint.ts` runs them. */
import type { FindingSeverity } from "../../errors";
import type { CertificateSubject } from "./certificate-subject";
import type { CrlSubject } from "./crl-subject";

export type CertificatePurpose = "leaf" | "issuing" | "root";

/** Null: nothing to say. A sentence; with `field` when it belongs beside another field than the rule's. */
export type Verdict = string | { readonly message: string; readonly field: string } | null;

interface Rule<Subject> {
  /** Kebab-case, stable: it is stored with audit entries and shown. */
  readonly id: string;
  /** `RFC 5280 §4.2.1.6`, or the client that was seen to refuse. */
  readonly source: string;
  /** An error keeps the bytes from being signed; the others inform. */
  readonly severity: FindingSeverity;
  /** The form field the finding stands beside. */
  readonly field: string;
  /** Reads the encoded bytes only, never what somebody meant to encode. */
  readonly check: (subject: Subject) => Verdict;
  /** What to do about it, in one sentence. */
  readonly advice: string;
}

export interface CertificateRule extends Rule<CertificateSubject> {
  readonly appliesTo: readonly CertificatePurpose[];
}

export type CrlRule = Rule<CrlSubject>;

export const everyCertificate: readonly CertificatePurpose[] = ["leaf", "issuing", "root"];
export const leaves: readonly CertificatePurpose[] = ["leaf"];
export const authorities: readonly CertificatePurpose[] = ["issuing", "root"];
export const issuedByAnother: readonly CertificatePurpose[] = ["leaf", "issuing"];

/** Advice where a person can do nothing: our own encoder went wrong. */
export const reportIt = "This is a fault in Countersign, not in what you entered: please report it.";
