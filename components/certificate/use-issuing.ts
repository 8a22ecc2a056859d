"use client";

import { useRef, useState } from "react";
import type { ActionFailure, ActionResult } from "@/lib/contract/action-result";
import type { Issued } from "@/lib/contract/certificate";
import { isCaError } from "@/lib/errors";
import type { KeyType } from "@/lib/pki/algorithm";
import type { Subject } from "@/lib/pki/name";
import type { MadeKey } from "./made-key";

export interface IssuedWithKey {
  readonly issued: Issued;
  /** PKCS#8 of the key made in this page; null when it was made elsewhere. */
  readonly pkcs8Der: Uint8Array | null;
  /** The key is kept in this browser too, encrypted, so that leaving the page loses nothing. */
  readonly isKept?: boolean;
}

export interface IssueOrder<I> {
  /** What the key made in this page is for; null when no key is made here. */
  readonly newKey: { readonly keyType: KeyType; readonly subject: Subject; readonly names: readonly string[] } | null;
  /** `csrPem` is empty when no key is made here. */
  readonly request: (csrPem: string) => I;
}

export interface Issuing<I> {
  readonly step: "idle" | "making-key" | "issuing";
  readonly failure: ActionFailure | null;
  readonly result: IssuedWithKey | null;
  readonly start: (order: IssueOrder<I>) => Promise<void>;
  readonly reset: () => void;
}

/** What the button says meanwhile. */
export function stepLabel(step: Issuing<unknown>["step"], idle: string): string {
  if (step === "making-key") return "Making the key…";
  return step === "issuing" ? "Signing…" : idle;
}

/** From the click to the certificate: makes the key here when asked to, sends its CSR, and keeps the key in this page. */
export function useIssuing<I>(act: (input: I) => Promise<ActionResult<Issued>>): Issuing<I> {
  const [step, setStep] = useState<Issuing<I>["step"]>("idle");
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [result, setResult] = useState<IssuedWithKey | null>(null);
  const isBusy = useRef(false);

  const start = async ({ newKey, request }: IssueOrder<I>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setFailure(null);
    try {
      setStep(newKey === null ? "issuing" : "making-key");
      const made = newKey === null ? null : await orFailure(() => makeKeyHere(newKey));
      if (made !== null && "ok" in made) return setFailure(made);
      setStep("issuing");
      const answer = await act(request(made?.csrPem ?? "")).catch(() => failed("unreachable", unansweredMessage));
      if (answer.ok) setResult({ issued: answer.value, pkcs8Der: made?.pkcs8Der ?? null });
      else setFailure(answer);
    } finally {
      isBusy.current = false;
      setStep("idle");
    }
  };
  const reset = () => {
    setResult(null);
    setFailure(null);
  };
  return { step, failure, result, start, reset };
}

const unansweredMessage =
  "The server did not answer. What you typed is still here; look under Certificates whether it was issued before you try again.";

export async function makeKeyHere(newKey: NonNullable<IssueOrder<unknown>["newKey"]>): Promise<MadeKey> {
  const { makeKey } = await import("./made-key");
  return makeKey(newKey);
}

export async function orFailure<T>(make: () => Promise<T>): Promise<T | ActionFailure> {
  try {
    return await make();
  } catch (error) {
    if (!isCaError(error)) return failed("unexpected", "The key could not be made in this browser.");
    const field = error.field ?? null;
    return { ...failed(error.code, error.detail), field, fieldErrors: field === null ? {} : { [field]: error.detail } };
  }
}

export function failed(code: ActionFailure["code"], message: string): ActionFailure {
  return { ok: false, code, message, field: null, fieldErrors: {}, findings: [], retryAfterSeconds: null };
}
