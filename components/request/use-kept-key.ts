"use client";

import { useCallback, useEffect, useState } from "react";
import type { KeptKey } from "./kept-key";

export interface KeptKeyState {
  /** Undefined until this browser has been asked. */
  readonly key: KeptKey | null | undefined;
  readonly forget: () => Promise<void>;
}

/** The key of a request, if this browser is the one that has it. */
export function useKeptKey(spkiSha256: string): KeptKeyState {
  const [key, setKey] = useState<KeptKey | null | undefined>(undefined);
  useEffect(() => {
    let isCurrent = true;
    import("./kept-key")
      .then(({ findKey }) => findKey(spkiSha256))
      .catch(() => null)
      .then((found) => isCurrent && setKey(found));
    return () => {
      isCurrent = false;
    };
  }, [spkiSha256]);
  const forget = useCallback(async () => {
    const { forgetKey } = await import("./kept-key");
    await forgetKey(spkiSha256);
    setKey(null);
  }, [spkiSha256]);
  return { key, forget };
}
