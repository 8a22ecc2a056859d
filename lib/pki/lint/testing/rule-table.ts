import { describe, expect, it } from "vitest";
import type { Der } from "../../der";
import { type CertificateLintContext, lintTbsCertificate } from "../lint";
import type { CertificatePurpose } from "../rule";
import { certificateRules } from "../rules";
import { contexts, issuingParts, leafParts, rootParts, type Tweak, tbs } from "./specimen";

const parts = { leaf: leafParts, issuing: issuingParts, root: rootParts };

/** What is done to a sound certificate; `in` says to which one (the leaf, unless said), `under` changes who signs. */
export interface Case {
  readonly in?: CertificatePurpose;
  readonly tweak?: Tweak;
  readonly tbs?: Der;
  readonly under?: Partial<CertificateLintContext>;
}

type Broken = readonly [title: string, specimen: Case, message: RegExp];
type Sound = readonly [title: string, specimen: Case];

/** One table per rule: it speaks in every broken row, with that sentence, and is silent in every sound one. */
export function describeRule(id: string, broken: readonly Broken[], sound: readonly Sound[] = []): void {
  const rule = certificateRules.find((candidate) => candidate.id === id);
  describe(`${id} (${rule?.source})`, () => {
    it.each(broken)("speaks: %s", (_, specimen, message) => {
      const { findings, linted } = lint(specimen);
      const finding = findings.find((candidate) => candidate.rule === id);
      expect(finding, JSON.stringify(findings)).toMatchObject({ severity: rule?.severity, source: rule?.source });
      expect(finding?.message).toMatch(message);
      if (rule?.severity === "error") expect(linted).toBeNull();
    });
    it.each([["the sound certificates", {}] as Sound, ...sound])("is silent: %s", (_, specimen) => {
      expect(lint(specimen).findings.filter((finding) => finding.rule === id)).toEqual([]);
    });
  });
}

export function lint(specimen: Case): ReturnType<typeof lintTbsCertificate> {
  const purpose = specimen.in ?? "leaf";
  const context = { ...contexts[purpose], ...specimen.under };
  return lintTbsCertificate(specimen.tbs ?? tbs(parts[purpose], specimen.tweak), context);
}
