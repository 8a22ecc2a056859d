"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";

export interface CopyButtonProps {
  readonly text: string;
  /** What is copied: “serial”, “fingerprint”. */
  readonly what: string;
  /** With it, words beside the icon. */
  readonly children?: string;
  readonly className?: string;
}

export function CopyButton({ text, what, children, className }: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  const Icon = state === "copied" ? Check : Copy;
  const copy = async () => setState((await writeToClipboard(text)) ? "copied" : "failed");
  return (
    <>
      <Button
        tone={children ? "plain" : "quiet"}
        size={children ? "sm" : "icon"}
        aria-label={children ? undefined : `Copy ${what}`}
        title={`Copy ${what}`}
        onClick={copy}
        className={classNames(!children && "size-6 text-faint", className)}
      >
        <Icon aria-hidden size={13} className={state === "copied" ? "text-good" : undefined} />
        {children}
      </Button>
      <span aria-live="polite" className={state === "failed" ? "text-bad text-sm" : "sr-only"}>
        {state === "copied" ? `Copied the ${what}.` : state === "failed" ? "Select the text and copy it by hand." : ""}
      </span>
    </>
  );
}

/** False where the browser has no clipboard for us: plain HTTP beyond loopback, or refused. */
async function writeToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
