"use client";

import { CornerDownLeft, FileBadge, Network, Search, SlidersHorizontal, User, Zap } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ClipboardEvent, Fragment, type KeyboardEvent, type MouseEvent, useRef, useState } from "react";
import { searchHref } from "../certificate/search-url";
import { StatusBadge } from "../certificate/status-badge";
import { navigationIcons } from "../shell/navigation-icons";
import { classNames } from "../ui/class-names";
import { type PaletteEntry, paletteEntries } from "./entries";
import type { PaletteProps } from "./palette";
import { recentItems } from "./recent";
import { useFound } from "./use-found";

interface PaletteBodyProps extends PaletteProps {
  readonly onLeave: () => void;
}

/** A field and links: arrows walk through them, Enter in the field takes the first. */
export function PaletteBody({ commands, find, recentKey, onLeave }: PaletteBodyProps) {
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const text = typed.trim();
  const { found, isPending, problem: findProblem } = useFound(find, text);
  const [recent] = useState(() => recentItems(recentKey));
  const entries = paletteEntries({ text, found, recent, commands });
  const now = new Date().toISOString();

  const onPaste = async (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData("text");
    if (!pasted.includes("-----BEGIN")) return;
    event.preventDefault();
    const { searchFromPaste } = await import("../certificate/pasted-search");
    const search = searchFromPaste(pasted);
    if ("problem" in search) return setProblem(search.problem);
    onLeave();
    router.push(searchHref({ q: search.q }));
  };
  const onClick = ({ target }: MouseEvent) => target instanceof Element && target.closest("a") && onLeave();
  const onKeyDown = (event: KeyboardEvent) => walk(event, input.current, list.current);
  return (
    <search onKeyDown={onKeyDown} className="group/palette grid">
      <span className="relative grid border-line border-b">
        <Search aria-hidden size={16} className="absolute top-1/2 left-4 -translate-y-1/2 text-faint" />
        <input
          ref={input}
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={1_000}
          aria-label="Find a certificate, an authority, a profile, a person, a page or an action"
          placeholder="A name, IP, serial, fingerprint, page or action"
          value={typed}
          onPaste={onPaste}
          onChange={(event) => {
            setTyped(event.target.value);
            setProblem("");
          }}
          className="h-12 w-full bg-transparent pr-4 pl-11 text-lg outline-none"
        />
      </span>
      <p aria-live="polite" className="px-4 py-2.5 text-bad empty:hidden">
        {problem || findProblem}
      </p>
      <p role="status" className="sr-only">
        {isPending ? "" : counted(entries.length)}
      </p>
      <div ref={list} onClickCapture={onClick} className="grid max-h-[60dvh] grid-cols-1 gap-px overflow-y-auto p-1.5">
        {entries.map((entry, index) => (
          <Fragment key={entry.key}>
            {entries[index - 1]?.group === entry.group ? null : (
              <p className="px-2.5 pt-2 pb-0.5 text-faint text-xs first:pt-0.5">{entry.group}</p>
            )}
            <EntryLink entry={entry} now={now} isFirst={index === 0} />
          </Fragment>
        ))}
      </div>
    </search>
  );
}

const counted = (count: number): string => `${count} ${count === 1 ? "entry" : "entries"}`;

const icons = {
  ...navigationIcons,
  certificate: FileBadge,
  authority: Network,
  profile: SlidersHorizontal,
  person: User,
  action: Zap,
  search: Search,
} as const satisfies Record<PaletteEntry["icon"], unknown>;

function EntryLink({
  entry,
  now,
  isFirst,
}: {
  readonly entry: PaletteEntry;
  readonly now: string;
  readonly isFirst: boolean;
}) {
  const Icon = icons[entry.icon];
  return (
    <Link
      href={entry.href}
      prefetch={false}
      className={classNames(
        "group/entry flex min-h-9 items-center gap-3 rounded-md px-2.5 py-1 outline-none hover:bg-sunken focus:bg-accent-wash",
        isFirst && "group-has-[input:focus]/palette:bg-accent-wash",
      )}
    >
      <span aria-hidden className="text-faint">
        <Icon size={15} strokeWidth={1.75} />
      </span>
      <span className="min-w-0 flex-1 truncate">
        {entry.label} <span className="text-muted text-sm">{entry.note}</span>
      </span>
      {entry.certificate ? <StatusBadge certificate={entry.certificate} now={now} /> : null}
      <CornerDownLeft
        aria-hidden
        size={13}
        className={classNames(
          "hidden text-faint group-focus/entry:block",
          isFirst && "group-has-[input:focus]/palette:block",
        )}
      />
    </Link>
  );
}

/** Down and up go through field and links in a ring; typing while on a link goes on in the field. */
function walk(event: KeyboardEvent, input: HTMLElement | null, list: HTMLElement | null) {
  const stops = [input, ...(list?.querySelectorAll("a") ?? [])].filter((stop) => stop !== null);
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    // In the field the first link is as good as chosen: down goes to the second.
    const next = at === 0 && step === 1 && stops.length > 2 ? 2 : (at + step + stops.length) % stops.length;
    stops[next]?.focus();
  } else if (event.key === "Enter" && at === 0) {
    event.preventDefault();
    stops[1]?.click();
  } else if (at > 0 && (event.key.length === 1 || event.key === "Backspace") && !event.ctrlKey && !event.metaKey) {
    input?.focus();
  }
}
