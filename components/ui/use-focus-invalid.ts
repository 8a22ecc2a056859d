"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { ActionFailure } from "@/lib/contract/action-result";

/** After a refusal the first field that is wrong gets the focus. Put the ref onto the form. */
export function useFocusInvalid(failure: ActionFailure | null): RefObject<HTMLFormElement | null> {
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (failure) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failure]);
  return ref;
}
