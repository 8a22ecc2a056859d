import { describe, expect, it } from "vitest";
import { algorithms } from "../../algorithm";
import { buildTbsCertList } from "../../crl";
import { type Der, explicit, integer, sequence, tag, time, tlv } from "../../der";
import {
  authorityKeyIdentifierExtension,
  crlNumberExtension,
  type Extension,
  encodeExtension,
  keyIdentifierOf,
} from "../../extension";
import { oid } from "../../oid";
import { type CrlLintContext, lintTbsCertList } from "../lint";
import { crlRules } from "../rules";
import { day, issuing, issuingName, issuingParts, start } from "./specimen";

const signatureAlgorithm = algorithms["ec-p256"].signatureAlgorithm;
export const keyIdentifier = keyIdentifierOf(issuingParts.spki);
export const soundContext: CrlLintContext = {
  issuer: issuing,
  previousNumber: 1_000n,
  previousNextUpdate: new Date(start + 6 * day),
};

export interface CrlTweak {
  readonly version?: Der | null;
  readonly signatureAlgorithm?: Der;
  readonly issuer?: Der;
  readonly thisUpdate?: Der;
  readonly nextUpdate?: Der | null;
  /** Complete entries; null: revokedCertificates is absent. */
  readonly entries?: readonly Der[] | null;
  readonly extensions?: Readonly<Record<string, Extension | Der | null>>;
  readonly under?: Partial<CrlLintContext>;
}

/** userCertificate, revocationDate and what else an entry has. */
export const entry = (serial: Der, ...rest: readonly Der[]): Der =>
  sequence(serial, time(new Date(start - day)), ...rest);
export const soundSerial = integer(Uint8Array.from({ length: 16 }, (_, index) => 0x50 + index));

export function crl(tweak: CrlTweak = {}): Der {
  const extensions: CrlTweak["extensions"] = {
    [oid.authorityKeyIdentifier]: authorityKeyIdentifierExtension(keyIdentifier),
    [oid.crlNumber]: crlNumberExtension(1_001n),
    ...tweak.extensions,
  };
  const encoded = Object.values(extensions).flatMap((extension) =>
    extension === null ? [] : [extension instanceof Uint8Array ? extension : encodeExtension(extension)],
  );
  const { version = integer(1), nextUpdate = time(new Date(start + 7 * day)), entries = [entry(soundSerial)] } = tweak;
  return sequence(
    ...(version ? [version] : []),
    tweak.signatureAlgorithm ?? signatureAlgorithm,
    tweak.issuer ?? issuingName,
    tweak.thisUpdate ?? time(new Date(start)),
    ...(nextUpdate ? [nextUpdate] : []),
    ...(entries ? [tlv(tag.sequence, ...entries)] : []),
    explicit(0, sequence(...encoded)),
  );
}

/** What our own encoder makes, for the rows in which nothing is wrong. */
export function builtCrl(entries: Parameters<typeof buildTbsCertList>[0]["entries"]): Der {
  return buildTbsCertList({
    signatureAlgorithm,
    issuerDer: issuingName,
    thisUpdate: new Date(start),
    nextUpdate: new Date(start + 7 * day),
    number: 1_001n,
    authorityKeyIdentifier: keyIdentifier,
    entries,
  });
}

type Broken = readonly [title: string, tweak: CrlTweak, message: RegExp];
type Sound = readonly [title: string, tweak: CrlTweak];

export function describeCrlRule(id: string, broken: readonly Broken[], sound: readonly Sound[] = []): void {
  const rule = crlRules.find((candidate) => candidate.id === id);
  const lint = (tweak: CrlTweak) => lintTbsCertList(crl(tweak), { ...soundContext, ...tweak.under });
  describe(`${id} (${rule?.source})`, () => {
    it.each(broken)("speaks: %s", (_, tweak, message) => {
      const { findings, linted } = lint(tweak);
      const finding = findings.find((candidate) => candidate.rule === id);
      expect(finding, JSON.stringify(findings)).toMatchObject({ severity: rule?.severity, field: "crl" });
      expect(finding?.message).toMatch(message);
      if (rule?.severity === "error") expect(linted).toBeNull();
    });
    it.each([["a sound CRL", {}] as Sound, ...sound])("is silent: %s", (_, tweak) => {
      expect(lint(tweak).findings.filter((finding) => finding.rule === id)).toEqual([]);
    });
  });
}
