"use client";

import { Search } from "lucide-react";
import Form from "next/form";
import { useEffect, useRef } from "react";

/** Finds certificates from anywhere; Ctrl or ⌘ with K comes here. */
export function SearchForm() {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      ref.current?.focus();
      ref.current?.select();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);
  return (
    <search className="min-w-0 max-w-140 flex-1">
      <Form action="/certificates" className="relative">
        <Search
          aria-hidden
          size={14}
          className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-faint"
        />
        <input
          ref={ref}
          name="q"
          type="search"
          required
          maxLength={20_000}
          autoComplete="off"
          spellCheck={false}
          aria-label="Find a certificate by name, IP address, serial, fingerprint or PEM"
          aria-keyshortcuts="Control+K Meta+K"
          placeholder="Find a name, IP, serial, fingerprint, or paste a PEM"
          className="h-8.5 w-full truncate rounded-md border border-line bg-surface pr-16 pl-8 transition-colors hover:border-line-strong focus-visible:border-accent focus-visible:outline-offset-0 max-sm:pr-2"
        />
        <kbd className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 rounded-sm border border-line bg-raised px-1.5 text-faint text-xs max-sm:hidden">
          Ctrl K
        </kbd>
      </Form>
    </search>
  );
}
