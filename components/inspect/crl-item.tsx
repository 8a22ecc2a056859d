"use client";

import Link from "next/link";
import { useEffect, useMemo, useState } from "react";
import type { CrlIssuer } from "@/lib/contract/inspect";
import { isCaError } from "@/lib/errors";
import { type Certificate, parseCertificate } from "@/lib/pki/certificate";
import type { CertificateList } from "@/lib/pki/crl";
import { equalBytes } from "@/lib/pki/der";
import { describeExtension } from "@/lib/pki/extension";
import type { ForeignItem } from "@/lib/pki/foreign";
import { lintForeignCrl } from "@/lib/pki/lint/foreign";
import { formatName } from "@/lib/pki/name";
import { bytesFromBase64 } from "@/lib/pki/pem";
import { escapeHidden } from "@/lib/pki/quote";
import { reasonCodes } from "@/lib/pki/revocation-reason";
import { webCryptoVerify } from "@/lib/pki/signature";
import { Asn1Tree } from "../asn1/asn1-tree";
import { ExtensionList } from "../certificate/decoded-view";
import { Badge } from "../ui/badge";
import { Card } from "../ui/card";
import { DefinitionList } from "../ui/definition-list";
import { Tabs } from "../ui/tabs";
import { Time } from "../ui/time";
import { RuleList } from "./rule-list";
import { type Answers, base64Of } from "./use-inspection";

interface CrlItemProps {
  readonly crl: CertificateList;
  readonly items: readonly ForeignItem[];
  readonly answers: Answers;
}

export function CrlItem({ crl, items, answers }: CrlItemProps) {
  const ours = answers.crlIssuers.get(base64Of(crl.issuerDer)) ?? null;
  const candidates = useMemo(() => issuersOf(crl, items, ours), [crl, items, ours]);
  const signed = useSigner(crl, candidates);
  const lint = useMemo(
    () => lintForeignCrl(crl, signed.issuer ?? candidates[0] ?? null),
    [crl, signed.issuer, candidates],
  );
  const worst = lint.findings.filter(({ severity }) => severity !== "info").length;
  const extensions = crl.extensions.map((extension) => ({
    oid: extension.oid,
    critical: extension.critical,
    ...describeExtension(extension),
  }));
  return (
    <Card title={`CRL of ${escapeHidden(formatName(crl.issuer))}`} aside={<Origin issuer={ours} answers={answers} />}>
      <Tabs
        label="About this CRL"
        tabs={[
          {
            value: "decoded",
            label: "Decoded",
            content: (
              <div className="grid gap-3">
                <Facts crl={crl} ours={ours} signature={signed.words} />
                <ExtensionList extensions={extensions} />
                <Entries crl={crl} />
              </div>
            ),
          },
          { value: "rules", label: worst ? `Rules (${worst})` : "Rules", content: <RuleList lint={lint} /> },
          { value: "asn1", label: "ASN.1", content: <Asn1Tree bytes={crl.der} /> },
        ]}
      />
    </Card>
  );
}

/** Whether one of our authorities has the name of its issuer. */
function Origin({ issuer, answers }: { readonly issuer: CrlIssuer | null; readonly answers: Answers }) {
  if (issuer) {
    return (
      <Link href={`/authorities/${issuer.authority.id}`} className="link">
        Our authority {issuer.authority.name}
      </Link>
    );
  }
  if (answers.isPending) return <Badge tone="off">Asking…</Badge>;
  return answers.problem === "" ? <Badge tone="off">Not of ours</Badge> : null;
}

function Facts({
  crl,
  ours,
  signature,
}: {
  readonly crl: CertificateList;
  readonly ours: CrlIssuer | null;
  readonly signature: string;
}) {
  const isOver = crl.nextUpdate !== null && crl.nextUpdate.getTime() < Date.now();
  const items = [
    { term: "Published", value: <Time value={crl.thisUpdate.toISOString()} show="absolute" /> },
    {
      term: "Good until",
      value: crl.nextUpdate ? (
        <>
          <Time value={crl.nextUpdate.toISOString()} show="absolute" />
          {isOver && <span className="text-bad"> · over: clients refuse it</span>}
        </>
      ) : (
        "not said"
      ),
    },
    { term: "Number", value: numberWords(crl, ours) },
    { term: "Entries", value: crl.entryCount.toLocaleString("en") },
    { term: "Signature", value: signature },
  ];
  return <DefinitionList items={items} />;
}

function numberWords({ number }: CertificateList, ours: CrlIssuer | null): string {
  if (number === null) return "none";
  if (!ours?.latestNumber) return number.toString();
  const latest = BigInt(ours.latestNumber);
  if (number === latest) return `${number}, the latest of ours`;
  return number < latest ? `${number}; ours is at ${latest} by now` : `${number}, which is beyond ours (${latest})`;
}

const entriesShown = 100;

function Entries({ crl }: { readonly crl: CertificateList }) {
  const { entries, problem } = useMemo(() => firstEntries(crl), [crl]);
  if (crl.entryCount === 0) return <p className="text-muted">Nothing is revoked.</p>;
  return (
    <div className="grid gap-1">
      <h3 className="font-medium">{crl.entryCount > entriesShown ? `The first ${entriesShown} entries` : "Entries"}</h3>
      <ul className="divide-y divide-line rounded-md border border-line">
        {entries.map(({ serial, revokedAt, reason }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list never changes, and a wrong one names a serial twice
          <li key={index} className="flex flex-wrap items-baseline gap-x-3 px-3 py-1.5">
            <code className="min-w-0 wrap-anywhere text-sm">{serial}</code>
            <span>{reasonNames.get(reason) ?? `reason ${reason}`}</span>
            <Time value={revokedAt.toISOString()} show="absolute" className="text-muted text-sm" />
          </li>
        ))}
      </ul>
      {problem !== "" && <p className="text-bad">{problem}</p>}
    </div>
  );
}

const reasonNames = new Map<number, string>(Object.entries(reasonCodes).map(([name, code]) => [code, name]));

function firstEntries(crl: CertificateList) {
  const entries: { serial: string; revokedAt: Date; reason: number }[] = [];
  try {
    for (const entry of crl.entries()) {
      if (entries.length === entriesShown) break;
      entries.push(entry);
    }
    return { entries, problem: "" };
  } catch (error) {
    if (!isCaError(error)) throw error;
    return { entries, problem: error.detail };
  }
}

function issuersOf(crl: CertificateList, items: readonly ForeignItem[], ours: CrlIssuer | null): Certificate[] {
  const known = (ours?.certificates ?? []).flatMap((base64) => {
    const der = bytesFromBase64(base64);
    return der ? [parseCertificate(der)] : [];
  });
  const brought = items.flatMap((item) => (item.kind === "certificate" ? [item.certificate] : []));
  return [...known, ...brought.filter(({ subjectDer }) => equalBytes(subjectDer, crl.issuerDer))].slice(0, 8);
}

interface Signer {
  readonly issuer: Certificate | null;
  readonly words: string;
}

/** Which of the certificates with the issuer’s name made the signature, once that is known. */
function useSigner(crl: CertificateList, candidates: readonly Certificate[]): Signer {
  const [state, setState] = useState<Signer & { readonly of: readonly Certificate[] }>({
    issuer: null,
    words: "",
    of: [],
  });
  useEffect(() => {
    let isWanted = true;
    void findSigner(crl, candidates).then((found) => isWanted && setState({ ...found, of: candidates }));
    return () => {
      isWanted = false;
    };
  }, [crl, candidates]);
  return state.of === candidates ? state : { issuer: null, words: "Checking…" };
}

async function findSigner(crl: CertificateList, candidates: readonly Certificate[]): Promise<Signer> {
  if (candidates.length === 0) return { issuer: null, words: "Not checked: its issuer’s certificate is not at hand" };
  for (const candidate of candidates) {
    const { signatureAlgorithm: algorithm, tbsDer: signed, signature } = crl;
    try {
      if (await webCryptoVerify({ spkiDer: candidate.spki.der, algorithm, signed, signature })) {
        return { issuer: candidate, words: "Made by its issuer" };
      }
    } catch (error) {
      if (!isCaError(error)) throw error;
      return { issuer: null, words: "This browser cannot check it here" };
    }
  }
  return { issuer: null, words: "Not made by its issuer’s key, or with an algorithm nobody trusts" };
}
