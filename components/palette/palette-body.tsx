"use client";

import { CornerDownLeft, FileBadge, Network, Search, Zap } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from "react";
import { searchHref } from "../certificate/search-url";
import { StatusBadge } from "../certificate/status-badge";
import { navigationIcons } from "../shell/navigation-icons";
import { type Command, matchingCommands } from "./commands";
import type { PaletteProps } from "./palette";
import { useFound } from "./use-found";

interface PaletteBodyProps extends PaletteProps {
  readonly onLeave: () => void;
}

/** A field and links: arrows walk through them, Enter in the field takes the first. */
export function PaletteBody({ commands, find, onLeave }: PaletteBodyProps) {
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const text = typed.trim();
  const found = useFound(find, text);
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
          aria-label="Find a certificate, an authority, a page or an action"
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
        {problem}
      </p>
      <div ref={list} onClickCapture={onClick} className="grid max-h-[60dvh] gap-px overflow-y-auto p-1.5">
        {found.map((row) => (
          <Entry
            key={row.id}
            href={`/certificates/${row.id}`}
            icon={row.kind === "authority" ? <Network size={15} /> : <FileBadge size={15} />}
            aside={<StatusBadge certificate={row} now={now} />}
          >
            {row.name} <span className="text-muted">{row.kind === "authority" ? "" : row.authority.name}</span>
          </Entry>
        ))}
        {matchingCommands(commands, text).map((command) => (
          <Entry
            key={command.href}
            href={command.href}
            icon={<CommandIcon icon={command.icon} />}
            aside={<span className="text-faint text-sm">{command.icon ? "Page" : "Action"}</span>}
          >
            {command.label}
          </Entry>
        ))}
        {text === "" ? null : (
          <Entry href={searchHref({ q: text })} icon={<Search size={15} />}>
            Search certificates for “{text}”
          </Entry>
        )}
      </div>
    </search>
  );
}

function CommandIcon({ icon }: Pick<Command, "icon">) {
  const Icon = icon ? navigationIcons[icon] : Zap;
  return <Icon size={15} strokeWidth={1.75} />;
}

interface EntryProps {
  readonly href: string;
  readonly icon: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

function Entry({ href, icon, aside, children }: EntryProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="group/entry flex min-h-9 items-center gap-3 rounded-md px-2.5 py-1 outline-none hover:bg-sunken focus:bg-accent-wash group-has-[input:focus]/palette:first:bg-accent-wash"
    >
      <span aria-hidden className="text-faint">
        {icon}
      </span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside}
      <CornerDownLeft
        aria-hidden
        size={13}
        className="hidden text-faint group-focus/entry:block group-has-[input:focus]/palette:group-first/entry:block"
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
