"use client";

import { useRef, useState } from "react";
import type { ActionFailure, ActionResult } from "@/lib/contract/action-result";
import type { CreateRequestInput, RequestSummary } from "@/lib/contract/request";
import { failed, type IssueOrder, makeKeyHere, orFailure } from "../certificate/use-issuing";

export interface RequestOrder extends IssueOrder<CreateRequestInput> {
  /** Under which the key is kept in this browser. */
  readonly password: string;
}

export interface Requesting {
  readonly step: "idle" | "making-key" | "sending";
  readonly failure: ActionFailure | null;
  readonly start: (order: RequestOrder) => Promise<void>;
}

/** From the click to the request: makes the key here, keeps it here encrypted, and sends its CSR. */
export function useRequesting(
  act: (input: CreateRequestInput) => Promise<ActionResult<RequestSummary>>,
  onSent: (request: RequestSummary) => void,
): Requesting {
  const [step, setStep] = useState<Requesting["step"]>("idle");
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const isBusy = useRef(false);

  const start = async ({ newKey, password, request }: RequestOrder) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setFailure(null);
    try {
      setStep(newKey === null ? "sending" : "making-key");
      const made = newKey === null ? null : await orFailure(() => makeAndKeep(newKey, password));
      if (made !== null && "ok" in made) return setFailure(made);
      setStep("sending");
      const answer = await act(request(made?.csrPem ?? "")).catch(() => failed("unreachable", unanswered));
      if (answer.ok) return onSent(answer.value);
      // Without an answer it may have arrived: then the key is still wanted.
      if (made !== null && answer.code !== "unreachable") await forget(made.spkiSha256);
      setFailure(answer);
    } finally {
      isBusy.current = false;
      setStep("idle");
    }
  };
  return { step, failure, start };
}

const unanswered =
  "The server did not answer. What you typed is still here; look under Requests whether it arrived before you try again.";

async function makeAndKeep(newKey: NonNullable<RequestOrder["newKey"]>, password: string) {
  const [made, { keepKey }] = await Promise.all([makeKeyHere(newKey), import("./kept-key")]);
  const { csrPem, spkiSha256, pkcs8Der } = made;
  await keepKey({ spkiSha256, pkcs8Der, password });
  return { csrPem, spkiSha256 };
}

async function forget(spkiSha256: string): Promise<void> {
  const { forgetKey } = await import("./kept-key");
  await forgetKey(spkiSha256).catch(() => undefined);
}
