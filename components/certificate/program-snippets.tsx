"use client";

import { Search } from "lucide-react";
import { useId, useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import type { SnippetOutcome } from "@/lib/delivery/snippet";
import { choiceHref, programsOf, type Side, sidesOf, snippetsOf } from "./program-choice";

export interface ProgramSnippetsProps {
  readonly outcomes: readonly SnippetOutcome[];
  /** Where the page has an address of its own, the choice is part of it; null elsewhere. */
  readonly addressed: { readonly program: string | undefined; readonly side: string | undefined } | null;
}

const sideWords: Record<Side, string> = { server: "As a server", client: "As a client" };

/** Configuration for real programs, filled in with this certificate’s names: search, choose, copy. */
export function ProgramSnippets({ outcomes, addressed }: ProgramSnippetsProps) {
  const available = sidesOf(outcomes);
  const [side, setSide] = useState<Side>(available.find((one) => one === addressed?.side) ?? available[0] ?? "server");
  const [wanted, setWanted] = useState(addressed?.program ?? "");
  const [query, setQuery] = useState("");
  const programs = programsOf(outcomes, side, query);
  const program = programs.find((name) => name === wanted) ?? programs[0];

  const choose = (next: { readonly program: string; readonly side: Side }) => {
    setWanted(next.program);
    setSide(next.side);
    if (addressed === null) return;
    const href = choiceHref(window.location.href, { ...next, side: available.length > 1 ? next.side : null });
    window.history.replaceState(null, "", href);
  };
  return (
    <div className="@container min-w-0">
      <div className="grid gap-3.5 @2xl:grid-cols-[12.5rem_minmax(0,1fr)]">
        <div className="grid min-w-0 content-start gap-2.5">
          {available.length > 1 && (
            <Segmented
              label="Side of the connection"
              value={side}
              onChange={(next) => choose({ program: wanted, side: next })}
              options={available.map((one) => ({ value: one, label: sideWords[one] }))}
            />
          )}
          <ProgramSearch query={query} count={programs.length} onQuery={setQuery} />
          <ProgramList programs={programs} value={program} onChange={(next) => choose({ program: next, side })} />
        </div>
        <SnippetList program={program} outcomes={program ? snippetsOf(outcomes, side, program) : []} />
      </div>
    </div>
  );
}

interface ProgramSearchProps {
  readonly query: string;
  readonly count: number;
  readonly onQuery: (query: string) => void;
}

function ProgramSearch({ query, count, onQuery }: ProgramSearchProps) {
  return (
    <search className="relative min-w-0">
      <Search
        aria-hidden
        size={13}
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-faint"
      />
      <Input
        type="search"
        aria-label="Find a program"
        placeholder="Find a program"
        autoComplete="off"
        spellCheck={false}
        className="pl-7.5"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
      />
      <span aria-live="polite" className="sr-only">
        {query === "" ? "" : `${count} ${count === 1 ? "program" : "programs"}`}
      </span>
    </search>
  );
}

interface ProgramListProps {
  readonly programs: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (program: string) => void;
}

/** Native radios: one stop for Tab, arrow keys within. Side by side on narrow screens, below each other on wide ones. */
function ProgramList({ programs, value, onChange }: ProgramListProps) {
  const name = useId();
  if (programs.length === 0) {
    return (
      <p className="text-muted text-sm">
        No program of that name. The PEM bundle and OpenSSL’s commands serve most others.
      </p>
    );
  }
  return (
    <div role="radiogroup" aria-label="Programs" className="flex flex-wrap gap-1 @2xl:grid @2xl:gap-0.5">
      {programs.map((program) => (
        <label
          key={program}
          className="cursor-pointer rounded-md border border-line px-2 py-0.75 text-muted transition-colors hover:text-ink has-checked:border-accent has-checked:bg-accent-wash has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent @2xl:border-transparent @2xl:has-checked:border-transparent"
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            value={program}
            checked={program === value}
            onChange={() => onChange(program)}
          />
          {program}
        </label>
      ))}
    </div>
  );
}

function SnippetList({
  program,
  outcomes,
}: {
  readonly program?: string;
  readonly outcomes: readonly SnippetOutcome[];
}) {
  return (
    <section
      aria-label={program ? `${program} configuration` : "Configuration"}
      className="grid min-w-0 content-start gap-3"
    >
      {outcomes.map((outcome) =>
        "text" in outcome ? (
          <CodeBlock key={outcome.id} code={outcome.text} what={`${outcome.title} snippet`} title={outcome.title} />
        ) : (
          <Notice key={outcome.id} tone="warn" title={`${outcome.title}: no snippet`}>
            {outcome.reason}
          </Notice>
        ),
      )}
    </section>
  );
}
