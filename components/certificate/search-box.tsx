"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ClipboardEvent, type SubmitEvent, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { firstPage, type SearchView, searchHref, searchQuery } from "./search-url";

/** One box takes anything. A pasted certificate becomes its fingerprint here, so that the address stays short. */
export function SearchBox({ view }: { readonly view: SearchView }) {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const input = useRef<HTMLInputElement>(null);

  const search = async (text: string) => {
    const { searchFromPaste } = await import("./pasted-search");
    const found = searchFromPaste(text);
    setProblem("problem" in found ? found.problem : null);
    if ("problem" in found) return;
    if (input.current) input.current.value = found.q;
    startTransition(() => router.push(searchHref({ ...firstPage(view), q: found.q })));
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text");
    if (!text.includes("-----BEGIN")) return;
    event.preventDefault();
    void search(text);
  };
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void search(input.current?.value ?? "");
  };
  return (
    <search>
      <form action="/certificates" method="get" onSubmit={onSubmit} className="flex gap-2">
        {[...new URLSearchParams(searchQuery({ ...firstPage(view), q: "" }))].map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <div className="relative min-w-0 flex-1">
          <Search
            aria-hidden
            size={15}
            className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-muted"
          />
          <Input
            ref={input}
            key={view.q}
            type="search"
            name="q"
            aria-label="Search certificates"
            aria-describedby="search-problem"
            aria-invalid={problem !== null || undefined}
            placeholder="Name, IP, serial, fingerprint, or a pasted PEM"
            defaultValue={view.q}
            autoComplete="off"
            spellCheck={false}
            onPaste={onPaste}
            className="pl-8"
          />
        </div>
        <Button type="submit" pending={isPending} className="min-h-8.5">
          Search
        </Button>
      </form>
      <FieldError id="search-problem" error={problem} />
    </search>
  );
}
