import { Minus, Plus } from "lucide-react";
import type { SentenceChange } from "@/lib/contract/profile";

const looks = {
  same: { icon: null, word: "", className: "text-muted" },
  added: { icon: Plus, word: "New: ", className: "bg-good-wash text-good" },
  removed: { icon: Minus, word: "Gone: ", className: "bg-bad-wash text-bad line-through decoration-1" },
} as const;

export interface SentenceChangesProps {
  readonly changes: readonly SentenceChange[];
  /** Leave out what stays. */
  readonly onlyChanged?: boolean;
}

/** Two versions as sentences: what is gone, what is new. */
export function SentenceChanges({ changes, onlyChanged = false }: SentenceChangesProps) {
  const shown = onlyChanged ? changes.filter(({ change }) => change !== "same") : changes;
  return (
    <ul className="grid gap-0.5">
      {shown.map(({ text, change }) => {
        const { icon: Icon, word, className } = looks[change];
        return (
          <li key={`${change} ${text}`} className="flex items-start gap-2">
            <span className="mt-1 w-3.5 shrink-0">
              {Icon ? <Icon aria-hidden size={13} className={change === "added" ? "text-good" : "text-bad"} /> : null}
            </span>
            <span className={`min-w-0 rounded-sm px-1 wrap-anywhere ${className}`}>
              <span className="sr-only">{word}</span>
              {text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
