import { Check, Clock, Info, Minus, Pause, X } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type Tone = "good" | "warn" | "bad" | "hold" | "off" | "accent";

const tones: Record<Tone, string> = {
  good: "bg-good-wash text-good",
  warn: "bg-warn-wash text-warn",
  bad: "bg-bad-wash text-bad",
  hold: "bg-hold-wash text-hold",
  off: "bg-sunken text-muted",
  accent: "bg-accent-wash text-accent",
};
const icons = { good: Check, warn: Clock, bad: X, hold: Pause, off: Minus, accent: Info } as const;

export interface BadgeProps {
  readonly tone: Tone;
  /** Instead of the tone's own; a status is never told by colour alone. */
  readonly icon?: ReactNode;
  readonly className?: string;
  readonly title?: string;
  /** The word. */
  readonly children: ReactNode;
}

/** A status: icon, word and colour. */
export function Badge({ tone, icon, className, title, children }: BadgeProps) {
  const Icon = icons[tone];
  return (
    <span
      title={title}
      className={classNames(
        "inline-flex max-w-full items-center gap-1.5 whitespace-nowrap rounded-full align-middle py-px pr-2 pl-1.5 font-medium text-sm",
        tones[tone],
        className,
      )}
    >
      {icon ?? <Icon aria-hidden size={12} strokeWidth={2.5} className="shrink-0" />}
      <span className="truncate">{children}</span>
    </span>
  );
}

export interface TokenProps {
  readonly tone?: "bad";
  /** False for words of ours. */
  readonly mono?: boolean;
  readonly children: ReactNode;
}

/** A value, not a status: a name, a tag, a usage. */
export function Token({ children, tone, mono = true }: TokenProps) {
  return (
    <span
      className={classNames(
        "inline-block max-w-full truncate rounded-sm border bg-sunken px-1.5 align-bottom text-sm leading-5",
        mono && "font-mono",
        tone === "bad" ? "border-bad text-bad" : "border-line",
      )}
    >
      {children}
    </span>
  );
}
