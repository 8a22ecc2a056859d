"use client";

import { useEffect, useRef, useState } from "react";
import type { ActionFailure, ActionResult } from "@/lib/contract/action-result";

const quietMilliseconds = 280;
/** After no answer: soon enough for somebody who waits, and no storm on a server that is just starting. */
const againMilliseconds = 3_000;

export interface Previewed<T> {
  /** The newest answer; stays while the next one is on its way. */
  readonly preview: T | null;
  readonly failure: ActionFailure | null;
  readonly isPending: boolean;
}

/** Asks for a preview when the form has been quiet for a moment. Answers to older questions are dropped. */
export function usePreview<I, T>(input: I | null, act: (input: I) => Promise<ActionResult<T>>): Previewed<T> {
  const question = input === null ? null : JSON.stringify(input);
  const newest = useRef<string | null>(null);
  const [answer, setAnswer] = useState<{ question: string; result: ActionResult<T> | null } | null>(null);
  newest.current = question;
  useEffect(() => {
    if (question === null) return setAnswer(null);
    let timer = setTimeout(ask, quietMilliseconds);
    let isOver = false;
    async function ask() {
      const result = await act(JSON.parse(question!) as I).catch(() => null);
      if (newest.current === question) setAnswer({ question: question!, result });
      if (result === null && !isOver) timer = setTimeout(ask, againMilliseconds);
    }
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [question, act]);
  const result = answer?.result ?? null;
  return {
    preview: result?.ok ? result.value : null,
    failure: answer === null ? null : result === null ? unreachable : result.ok ? null : result,
    isPending: question !== null && answer?.question !== question,
  };
}

const unreachable: ActionFailure = {
  ok: false,
  code: "unreachable",
  message:
    "The server did not answer, so there is no preview. It is asked again every few seconds; what you typed is still here.",
  field: null,
  fieldErrors: {},
  findings: [],
  retryAfterSeconds: null,
};
