"use client";

import { useEffect, useState } from "react";
import type { ActionResult } from "@/lib/contract/action-result";
import type { Found } from "@/lib/contract/find";

export type Find = (input: string) => Promise<ActionResult<Found>>;

const pauseMilliseconds = 160;
const none: Found = { certificates: [], authorities: [], profiles: [], people: [] };

export interface FoundState {
  readonly found: Found;
  /** The answer for what is typed now is not here yet. */
  readonly isPending: boolean;
  /** One sentence when the server could not be asked; empty otherwise. */
  readonly problem: string;
}

/** What there is for what is typed, once the typing pauses. An answer that comes too late is dropped. */
export function useFound(find: Find, text: string): FoundState {
  const [answer, setAnswer] = useState({ text: "", found: none, problem: "" });
  useEffect(() => {
    if (text.length < 2) return;
    let isWanted = true;
    const timer = setTimeout(async () => {
      const result = await find(text).catch(() => null);
      if (!isWanted) return;
      const problem =
        result === null ? "The server did not answer; pages and actions still work." : result.ok ? "" : result.message;
      setAnswer({ text, found: result?.ok ? result.value : none, problem });
    }, pauseMilliseconds);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [find, text]);
  const isSearch = text.length >= 2;
  // While more is typed, what was found for its beginning stays in sight.
  const isFor = isSearch && answer.text !== "" && text.startsWith(answer.text);
  return {
    found: isFor ? answer.found : none,
    isPending: isSearch && answer.text !== text,
    problem: isFor ? answer.problem : "",
  };
}
