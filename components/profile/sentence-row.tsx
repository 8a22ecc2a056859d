import { type ReactNode, useId } from "react";
import { FieldError } from "@/components/ui/field";

export interface SentenceRowProps {
  /** How the sentence begins; also the name of the group for screen readers. */
  readonly start: string;
  readonly error?: string | null;
  readonly hint?: ReactNode;
  /** Controls and the words between them. */
  readonly children: ReactNode;
}

/** A row of a form that reads as a sentence. */
export function SentenceRow({ start, error, hint, children }: SentenceRowProps) {
  const id = useId();
  return (
    <fieldset
      aria-labelledby={id}
      aria-describedby={error ? `${id}-error` : undefined}
      className="grid min-w-0 gap-1.5 border-line px-3.5 py-3 not-last:border-b"
    >
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1.5">
        <span id={id} className="font-medium">
          {start}
        </span>
        {children}
      </div>
      <FieldError id={`${id}-error`} error={error} />
      {hint ? <p className="text-muted text-sm">{hint}</p> : null}
    </fieldset>
  );
}
