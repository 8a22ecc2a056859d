"use client";

import { useCallback, useRef, useState } from "react";
import type { ActionResult } from "@/lib/contract/action-result";
import {
  type CrlIssuer,
  type Inspected,
  type InspectInput,
  type Inspection,
  inspectedMax,
} from "@/lib/contract/inspect";
import type { ForeignItem } from "@/lib/pki/foreign";

export type Inspect = (input: InspectInput) => Promise<ActionResult<Inspection>>;

/** What our server knows about what lies on the page. */
export interface Answers {
  /** By SHA-256. */
  readonly certificates: ReadonlyMap<string, Inspected>;
  /** By the base64 of the issuer’s name. */
  readonly crlIssuers: ReadonlyMap<string, CrlIssuer | null>;
  readonly isPending: boolean;
  readonly problem: string;
}

const nothing: Answers = { certificates: new Map(), crlIssuers: new Map(), isPending: false, problem: "" };

export const base64Of = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (octet) => String.fromCharCode(octet)).join(""));

/** A request carries at most 1 MiB; what does not fit is shown without an answer. */
const sentMax = 700_000;

function certificatesToSend(items: readonly ForeignItem[]): string[] {
  const certificates = items.flatMap((item) => (item.kind === "certificate" ? [base64Of(item.certificate.der)] : []));
  let left = sentMax;
  return certificates.slice(0, inspectedMax).filter((base64) => {
    const fits = base64.length <= left;
    if (fits) left -= base64.length;
    return fits;
  });
}

/** Asks about certificates and names of CRL issuers, and nothing else; the latest question counts. */
export function useInspection(inspect: Inspect) {
  const [answers, setAnswers] = useState(nothing);
  const latest = useRef(0);
  const ask = useCallback(
    async (items: readonly ForeignItem[]) => {
      const question = ++latest.current;
      const certificates = certificatesToSend(items);
      const names = items.flatMap((item) => (item.kind === "crl" ? [base64Of(item.crl.issuerDer)] : []));
      const crlIssuers = [...new Set(names)].slice(0, inspectedMax);
      if (certificates.length + crlIssuers.length === 0) return setAnswers(nothing);
      setAnswers({ ...nothing, isPending: true });
      const input = { certificates, crlIssuers };
      const result = await inspect(input).catch(() => null);
      if (question !== latest.current) return;
      if (!result?.ok) {
        return setAnswers({
          ...nothing,
          problem: result?.message ?? "The server did not answer, so whether this is ours is not known.",
        });
      }
      setAnswers({
        ...nothing,
        certificates: new Map(result.value.certificates.map((one) => [one.sha256, one])),
        crlIssuers: new Map(crlIssuers.map((name, at) => [name, result.value.crlIssuers[at] ?? null])),
      });
    },
    [inspect],
  );
  return { answers, ask };
}
