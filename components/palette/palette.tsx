"use client";

import { useEffect, useState } from "react";
import { useModal } from "../ui/dialog";
import type { Command } from "./commands";
import { PaletteBody } from "./palette-body";
import type { Find } from "./use-found";
import { useRecentPages } from "./use-recent-pages";

export interface PaletteProps {
  readonly commands: readonly Command[];
  readonly find: Find;
  /** Under which this person’s recent items are kept in this browser. */
  readonly recentKey: string;
}

/** Ctrl or ⌘ with K, anywhere: certificates, authorities, profiles, people, pages and actions. */
export function Palette({ commands, find, recentKey }: PaletteProps) {
  const [open, setOpen] = useState(false);
  const ref = useModal(open);
  useRecentPages(recentKey);
  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      // A question that is being asked is answered first.
      if (document.querySelector("dialog:modal:not([data-palette])")) return;
      event.preventDefault();
      setOpen((isOpen) => !isOpen);
    };
    document.addEventListener("keydown", toggle);
    return () => document.removeEventListener("keydown", toggle);
  }, []);
  const close = () => setOpen(false);
  return (
    <dialog
      ref={ref}
      data-palette
      aria-label="Find or do"
      onClose={close}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) close();
      }}
      className="mx-auto mt-[12dvh] mb-auto w-150 max-w-[calc(100vw-1.5rem)] rounded-xl border border-line bg-raised text-ink shadow-pop open:animate-rise"
    >
      {open ? <PaletteBody commands={commands} find={find} recentKey={recentKey} onLeave={close} /> : null}
    </dialog>
  );
}
