"use client";

import { X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, type RefObject, useId, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { FieldError } from "@/components/ui/field";
import type { NameProblem } from "./name-problems";
import { splitNames, withNames } from "./split-names";

export interface NamesFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
  readonly names: readonly string[];
  readonly problems: readonly NameProblem[];
  /** About the names as a whole. */
  readonly error: string | null;
  readonly onChange: (names: readonly string[]) => void;
}

/** Names as tokens: typed or pasted, each removable, each with its own error beside the field. */
export function NamesField(props: NamesFieldProps) {
  const { label, hint, names, problems, error, onChange } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const isWrong = error !== null || problems.length > 0;
  return (
    <div className="grid min-w-0 content-start gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div
        onPointerDown={(event) => {
          if (event.target !== event.currentTarget) return;
          event.preventDefault();
          input.current?.focus();
        }}
        className={classNames(
          "flex min-h-8.5 flex-wrap items-center gap-1.5 rounded-md border border-line-strong bg-surface px-1.5 py-1 transition-colors hover:border-control focus-within:border-accent focus-within:outline-2 focus-within:outline-accent",
          isWrong && "border-bad",
        )}
      >
        {names.length > 0 && (
          <ul className="contents" aria-label={`${label}, ${names.length}`}>
            {names.map((name) => (
              <NameToken
                key={name}
                name={name}
                isWrong={problems.some((problem) => problem.name === name)}
                onRemove={() => {
                  onChange(names.filter((other) => other !== name));
                  input.current?.focus();
                }}
              />
            ))}
          </ul>
        )}
        <NameInput {...props} id={id} ref={input} isWrong={isWrong} />
      </div>
      <Problems id={`${id}-errors`} error={error} problems={problems} />
      <p id={`${id}-hint`} className="text-muted text-sm">
        {hint}
      </p>
    </div>
  );
}

interface NameInputProps extends NamesFieldProps {
  readonly id: string;
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly isWrong: boolean;
}

function NameInput({ id, ref, names, placeholder, isWrong, onChange }: NameInputProps) {
  const [draft, setDraft] = useState("");
  const add = (added: readonly string[]) => {
    setDraft("");
    if (added.length > 0) onChange(withNames(names, added));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.key === "Enter" || event.key === "," || event.key === " ") && draft.trim() !== "") {
      event.preventDefault();
      add(splitNames(draft));
    } else if (event.key === "Backspace" && draft === "" && names.length > 0) {
      onChange(names.slice(0, -1));
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = splitNames(draft + event.clipboardData.getData("text"));
    if (pasted.length < 2) return;
    event.preventDefault();
    add(pasted);
  };
  return (
    <input
      ref={ref}
      id={id}
      value={draft}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      placeholder={names.length === 0 ? placeholder : ""}
      aria-describedby={`${id}-errors ${id}-hint`}
      aria-invalid={isWrong || undefined}
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => add(splitNames(draft))}
      onPaste={onPaste}
      className="min-w-24 flex-1 bg-transparent px-1 py-0.5 outline-none"
    />
  );
}

function Problems({ id, error, problems }: Pick<NamesFieldProps, "error" | "problems"> & { readonly id: string }) {
  return (
    <div id={id} className="grid gap-1">
      <FieldError id={`${id}-whole`} error={error} />
      <ul aria-live="polite" className="grid gap-1 empty:hidden">
        {problems.map(({ name, problem }) => (
          <li key={name} className="wrap-anywhere text-bad text-sm">
            {!problem.includes(name) && <code>{name} </code>}
            {problem}
          </li>
        ))}
      </ul>
    </div>
  );
}

function NameToken({
  name,
  isWrong,
  onRemove,
}: {
  readonly name: string;
  readonly isWrong: boolean;
  readonly onRemove: () => void;
}) {
  return (
    <li
      className={classNames(
        "inline-flex max-w-full items-center gap-0.5 rounded-sm border bg-sunken pl-1.5 font-mono text-sm leading-5",
        isWrong ? "border-bad text-bad" : "border-line",
      )}
    >
      <span className="min-w-0 truncate" title={name}>
        {name}
      </span>
      <button
        type="button"
        aria-label={`Remove ${name}`}
        onClick={onRemove}
        className="grid size-5 shrink-0 place-items-center text-muted hover:text-ink"
      >
        <X aria-hidden size={12} />
      </button>
    </li>
  );
}
