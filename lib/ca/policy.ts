/**
 * The decision about a leaf: what was asked, what is granted, what was changed or refused and by which rule.
 * Pure data from pure data; preview, issue and renew call it alike. Nothing is cut silently: whatever differs has a line.
 */
import type { DecisionLine, IssueInput } from "../contract/certificate";
import type { Finding } from "../errors";
import type { Certificate } from "../pki/certificate";
import type { CertificationRequest } from "../pki/csr";
import type { Der } from "../pki/der";
import type { GeneralName } from "../pki/general-name";
import type { Subject } from "../pki/name";
import type { SubjectPublicKeyInfo } from "../pki/spki";
import { decideCsr } from "./decide-csr";
import { decideKey } from "./decide-key";
import { decideNames } from "./decide-names";
import { decideSubject } from "./decide-subject";
import { decidePublication, decideUsage } from "./decide-usage";
import { decideValidity } from "./decide-validity";
import { nameConstraintFindings } from "./issuer-limits";
import type { LeafExtendedKeyUsage, LeafKeyUsage, Profile } from "./profile";

/** What is asked for, as it came in; null means: as in the CSR. */
export interface Ask {
  readonly subject: Subject | null;
  readonly names: readonly string[] | null;
  readonly validity: IssueInput["validity"];
  readonly csr: CertificationRequest | null;
  readonly key: KeyFacts;
}

/** A public key and what the world knows about it. */
export interface KeyFacts {
  readonly spki: SubjectPublicKeyInfo;
  /** False for the stand-in of a key that does not exist yet. */
  readonly exists: boolean;
  readonly isBlocked: boolean;
  readonly isAuthorityKey: boolean;
  /** Whether the CSR's signature proves possession; null without a CSR. */
  readonly isSignatureValid: boolean | null;
  /** Where the person finds it on the form. */
  readonly field: "key" | "csr";
}

export interface IssuerFacts {
  readonly id: string;
  readonly name: string;
  readonly validationUrl: string;
  /** Issuer first, root last. */
  readonly chain: readonly { readonly name: string; readonly certificate: Certificate }[];
}

export interface PolicyInput {
  readonly profile: Profile;
  readonly issuer: IssuerFacts;
  readonly ask: Ask;
  readonly now: Date;
}

/** What goes into the certificate. */
export interface Grant {
  readonly subject: Subject;
  readonly subjectDer: Der;
  readonly names: readonly GeneralName[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly keyUsage: readonly LeafKeyUsage[];
  readonly extendedKeyUsage: readonly LeafExtendedKeyUsage[];
  readonly crlUrls: readonly string[];
  readonly caIssuersUrls: readonly string[];
}

/** One part of the decision. */
export interface Verdict {
  readonly lines: readonly DecisionLine[];
  readonly findings: readonly Finding[];
}

export interface Decision extends Verdict {
  /** As much as can be granted, for the preview too; null when not even a draft can be made. */
  readonly grant: Grant | null;
}

export function decide(input: PolicyInput): Decision {
  const names = decideNames(input);
  const subject = decideSubject(input, names);
  const key = decideKey(input);
  const usage = decideUsage(input);
  const validity = decideValidity(input);
  const publication = decidePublication(input);
  const csr = decideCsr(input, { usage: usage.granted, names: names.granted, subject: subject.granted });
  const parts: readonly Verdict[] = [subject, names, key, usage, validity, publication, csr];
  const limits = nameConstraintFindings(input, subject.granted, subject.der, names.granted);
  // A common name that fits no name is often the consequence of a name refused: the cause comes first.
  const inOrder = [names, ...parts.filter((part) => part !== names)];
  return {
    lines: parts.flatMap(({ lines }) => lines),
    findings: [...inOrder.flatMap(({ findings }) => findings), ...limits],
    grant: subject.der &&
      validity.granted && {
        subject: subject.granted,
        subjectDer: subject.der,
        names: names.granted,
        ...validity.granted,
        ...usage.granted,
        ...publication.granted,
      },
  };
}
