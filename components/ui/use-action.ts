"use client";

import { unstable_rethrow } from "next/navigation";
import { startTransition, useActionState, useCallback } from "react";
import type { ActionFailure, ActionResult } from "@/lib/contract/action-result";

export interface UseAction<I, T> {
  readonly run: (input: I) => void;
  readonly pending: boolean;
  readonly failure: ActionFailure | null;
  /** What the last successful run returned. */
  readonly value: T | null;
  /** Sentence for a field by its dotted path, or null. */
  readonly errorOf: (field: string) => string | null;
  /** Forget the last result. */
  readonly reset: () => void;
}

export interface UseActionOptions<T> {
  /** Called once per success, inside the transition. */
  readonly onSuccess?: (value: T) => void;
  /** Called once per refusal, inside the transition. */
  readonly onFailure?: (failure: ActionFailure) => void;
}

const resetToken = Symbol("reset");

/**
 * A server action for a form that keeps what was typed: call `run` from onSubmit.
 * Buttons with `pending` take no second click; a form that Enter can submit asks `pending` itself.
 */
export function useAction<I, T>(
  act: (input: I) => Promise<ActionResult<T>>,
  { onSuccess, onFailure }: UseActionOptions<T> = {},
): UseAction<I, T> {
  const [result, dispatch, pending] = useActionState<ActionResult<T> | null, I | typeof resetToken>(
    async (_previous, input) => {
      if (input === resetToken) return null;
      const next = await reach(() => act(input as I));
      // After an `await` nothing is part of the transition any more; without one of its own, a toast would say what
      // happened while the page, which is drawn anew within it, still says the opposite.
      startTransition(() => (next.ok ? onSuccess?.(next.value) : onFailure?.(next)));
      return next;
    },
    null,
  );
  const run = useCallback((input: I) => startTransition(() => dispatch(input)), [dispatch]);
  const reset = useCallback(() => startTransition(() => dispatch(resetToken)), [dispatch]);
  const failure = result && !result.ok ? result : null;
  return {
    run,
    pending,
    failure,
    value: result?.ok ? result.value : null,
    errorOf: (field) => failure?.fieldErrors[field] ?? null,
    reset,
  };
}

/** Redirects pass through; a server that does not answer becomes a failure like any other. */
async function reach<T>(call: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await call();
  } catch (error) {
    // Anything else, also an error page instead of an answer, must not take the page away with what was typed on it.
    unstable_rethrow(error);
    return {
      ok: false,
      code: "unreachable",
      message: "The server did not answer. What you typed is still here; try again.",
      field: null,
      fieldErrors: {},
      findings: [],
      retryAfterSeconds: null,
    };
  }
}
