import type { ComponentProps } from "react";
import { classNames } from "./class-names";

const control =
  "w-full min-w-0 rounded-md border border-line-strong bg-surface text-ink transition-colors hover:border-control aria-invalid:border-bad disabled:cursor-not-allowed disabled:opacity-60 focus-visible:border-accent focus-visible:outline-offset-0";

export interface InputProps extends ComponentProps<"input"> {
  /** Serials, addresses, PEM: set in Geist Mono. */
  readonly mono?: boolean;
}

export function Input({ mono, className, ...rest }: InputProps) {
  return <input {...rest} className={classNames(control, "h-8.5 px-2.5", mono && "font-mono text-sm", className)} />;
}

export interface TextareaProps extends ComponentProps<"textarea"> {
  readonly mono?: boolean;
}

export function Textarea({ mono, className, ...rest }: TextareaProps) {
  return (
    <textarea
      rows={4}
      {...rest}
      className={classNames(control, "px-2.5 py-1.5", mono && "font-mono text-sm", className)}
    />
  );
}

/** A native select: keyboard, touch and screen readers know it. Children are `<option>`. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className={classNames("relative grid", className)}>
      <select {...rest} className={classNames(control, "h-8.5 appearance-none truncate pr-8 pl-2.5")}>
        {children}
      </select>
      <svg
        aria-hidden="true"
        viewBox="0 0 12 12"
        className="pointer-events-none absolute top-1/2 right-2.5 size-3 -translate-y-1/2 text-muted"
      >
        <path d="m2.5 4.5 3.5 3.5 3.5-3.5" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </svg>
    </span>
  );
}

/** A box and its words, one target. */
export function Checkbox({ className, children, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <label className={classNames("flex items-start gap-2", className)}>
      <input {...rest} type="checkbox" className="mt-0.75 size-3.75 shrink-0 accent-accent" />
      <span className="min-w-0">{children}</span>
    </label>
  );
}
