"use client";

import { Search } from "lucide-react";
import Form from "next/form";
import { useRouter } from "next/navigation";
import { type ClipboardEvent, useState } from "react";
import { searchHref } from "../certificate/search-url";

const problemId = "find-problem";

/** Finds certificates from anywhere. Works without the palette that Ctrl K opens. */
export function SearchForm() {
  const router = useRouter();
  const [problem, setProblem] = useState("");

  // What was pasted is read here: a certificate becomes its fingerprint, a private key goes nowhere.
  const onPaste = async (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData("text");
    if (!text.includes("-----BEGIN")) return;
    event.preventDefault();
    const { searchFromPaste } = await import("../certificate/pasted-search");
    const found = searchFromPaste(text);
    if ("problem" in found) setProblem(found.problem);
    else router.push(searchHref({ q: found.q }));
  };
  return (
    <search className="relative min-w-0 max-w-140 flex-1">
      <Form action="/certificates" className="relative">
        <Search
          aria-hidden
          size={14}
          className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-faint"
        />
        <input
          name="q"
          type="search"
          required
          maxLength={1_000}
          autoComplete="off"
          spellCheck={false}
          onPaste={onPaste}
          onChange={() => setProblem("")}
          onBlur={() => setProblem("")}
          aria-label="Find a certificate by name, IP address, serial, fingerprint or PEM"
          aria-describedby={problemId}
          placeholder="Find a name, IP, serial, fingerprint, or paste a PEM"
          className="h-8.5 w-full truncate rounded-md border border-line bg-surface pr-16 pl-8 transition-colors hover:border-line-strong focus-visible:border-accent focus-visible:outline-offset-0 max-sm:pr-2"
        />
        <kbd className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 rounded-sm border border-line bg-raised px-1.5 text-faint text-xs max-sm:hidden">
          Ctrl K
        </kbd>
      </Form>
      <p
        id={problemId}
        aria-live="polite"
        className="absolute top-full right-0 left-0 mt-2 rounded-md border border-line bg-raised px-3 py-2 text-bad shadow-pop empty:hidden"
      >
        {problem}
      </p>
    </search>
  );
}
