"use client";

import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";

export interface SegmentedOption<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  /** A second, smaller line. */
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
}

export interface SegmentedProps<T extends string> {
  /** Read by screen readers as the group's name. */
  readonly label: string;
  readonly options: readonly SegmentedOption<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly className?: string;
}

/** One of a few, all in sight: native radios, so arrow keys work. Stacks on narrow screens. */
export function Segmented<T extends string>({ label, options, value, onChange, className }: SegmentedProps<T>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={classNames(
        "grid overflow-hidden rounded-md border border-line-strong bg-raised sm:auto-cols-fr sm:grid-flow-col",
        className,
      )}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(
            "cursor-pointer border-line px-3 py-1.5 text-muted transition-colors not-last:border-b hover:text-ink sm:not-last:border-r sm:not-last:border-b-0",
            "has-checked:bg-accent-wash has-checked:font-medium has-checked:text-accent has-disabled:cursor-not-allowed has-disabled:opacity-50",
            "has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-2",
          )}
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
          />
          {option.label}
          {option.hint ? <span className="block font-normal text-muted text-xs">{option.hint}</span> : null}
        </label>
      ))}
    </div>
  );
}
