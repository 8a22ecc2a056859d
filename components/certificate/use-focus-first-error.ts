"use client";

import { useEffect } from "react";

/** After a refusal: to the first field that is wrong, or to the top, where the sentence stands. */
export function useFocusFirstError(formId: string, failure: object | null): void {
  useEffect(() => {
    if (failure === null) return;
    const field = document.getElementById(formId)?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (field) field.focus();
    else window.scrollTo({ top: 0 });
  }, [formId, failure]);
}
