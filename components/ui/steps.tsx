import { Check } from "lucide-react";
import { classNames } from "./class-names";

export interface StepsProps {
  readonly labels: readonly string[];
  /** Index of the present one. */
  readonly current: number;
}

export function Steps({ labels, current }: StepsProps) {
  return (
    <ol aria-label="Steps" className="flex items-center gap-2 text-sm">
      {labels.map((label, index) => (
        <li
          key={label}
          aria-current={index === current ? "step" : undefined}
          className={classNames("flex items-center gap-2", index === current ? "font-medium text-ink" : "text-muted")}
        >
          {index > 0 ? <span aria-hidden className="h-px w-4 bg-line-strong sm:w-8" /> : null}
          <span
            aria-hidden
            className={classNames(
              "nums grid size-5 place-items-center rounded-full border text-xs",
              index < current && "border-accent bg-accent text-accent-ink",
              index === current && "border-accent text-accent",
              index > current && "border-line-strong",
            )}
          >
            {index < current ? <Check size={11} strokeWidth={3} /> : index + 1}
          </span>
          <span className={index === current ? undefined : "max-sm:sr-only"}>{label}</span>
          {index < current ? <span className="sr-only">(done)</span> : null}
        </li>
      ))}
    </ol>
  );
}
