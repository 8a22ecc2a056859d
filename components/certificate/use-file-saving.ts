"use client";

import { useRef, useState } from "react";
import { isCaError } from "@/lib/errors";
import type { FileOffer } from "./issued-offers";
import { saveFile } from "./save-file";

const passwordLengthMin = 8;

/** One file at a time: makes it, hands it to the browser, and says what went wrong beside where it can be mended. */
export function useFileSaving(onKeySaved: () => void) {
  const passwordInput = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState("");
  const [passwordError, setPasswordError] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [making, setMaking] = useState<string | null>(null);
  const [saved, setSaved] = useState<readonly string[]>([]);

  const save = async (offer: FileOffer) => {
    const isTooShort = offer.needsPassword && password.length < passwordLengthMin;
    setFailure(null);
    setPasswordError(
      isTooShort ? `At least ${passwordLengthMin} characters, because it protects the private key.` : null,
    );
    if (isTooShort) return passwordInput.current?.focus();
    setMaking(offer.id);
    try {
      saveFile(await offer.make(password));
      setSaved((all) => [...all, offer.id]);
      if (offer.holdsKey) onKeySaved();
    } catch (error) {
      setFailure(isCaError(error) ? error.detail : "The file could not be made. Stay on this page and try again.");
    } finally {
      setMaking(null);
    }
  };
  return { password, setPassword, passwordInput, passwordError, failure, making, saved, save };
}
