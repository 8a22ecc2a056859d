"use client";

import { useEffect, useState } from "react";
import type { ActionResult } from "@/lib/contract/action-result";
import type { CertificateSummary } from "@/lib/contract/certificate";

export type Find = (input: string) => Promise<ActionResult<readonly CertificateSummary[]>>;

const pauseMilliseconds = 160;
const none: readonly CertificateSummary[] = [];

/** Certificates and authorities for what is typed, once the typing pauses. An answer that comes too late is dropped. */
export function useFound(find: Find, text: string): readonly CertificateSummary[] {
  const [found, setFound] = useState({ text: "", rows: none });
  useEffect(() => {
    if (text.length < 2) return;
    let isWanted = true;
    const timer = setTimeout(async () => {
      const result = await find(text).catch(() => null);
      if (isWanted) setFound({ text, rows: result?.ok ? result.value : none });
    }, pauseMilliseconds);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [find, text]);
  // While more is typed, what was found for its beginning stays in sight.
  return text.length >= 2 && text.startsWith(found.text) ? found.rows : none;
}
