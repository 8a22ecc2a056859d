import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";

/** What a control needs to belong to its label, hint and error. */
export interface ControlProps {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

export interface FieldProps {
  readonly label: ReactNode;
  /** One sentence under the control, always there. */
  readonly hint?: ReactNode;
  /** Shown instead of silence; announced when it appears. */
  readonly error?: string | null;
  /** Written beside the label as “optional”. */
  readonly optional?: boolean;
  readonly className?: string;
  readonly children: (control: ControlProps) => ReactNode;
}

export function Field({ label, hint, error, optional, className, children }: FieldProps) {
  const id = useId();
  const described = [error ? `${id}-error` : null, hint ? `${id}-hint` : null].filter(Boolean).join(" ");
  return (
    <div className={classNames("grid min-w-0 content-start gap-1.5", className)}>
      <label htmlFor={id} className="font-medium">
        {label}
        {optional ? <span className="ml-1.5 font-normal text-faint text-sm">optional</span> : null}
      </label>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      <FieldError id={`${id}-error`} error={error} />
      {hint ? (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** The live region is always in the page, so that a screen reader notices when text arrives. */
export function FieldError({ id, error }: { readonly id: string; readonly error?: string | null }) {
  return (
    <p id={id} aria-live="polite" className="flex items-start gap-1.5 text-bad text-sm empty:hidden">
      {error ? <CircleAlert aria-hidden size={13} className="mt-0.5 shrink-0" /> : null}
      {error ? <span>{error}</span> : null}
    </p>
  );
}

export interface FieldGroupProps {
  readonly legend: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly children: ReactNode;
}

/** Several controls under one question: a fieldset with the same looks as Field. */
export function FieldGroup({ legend, hint, error, children }: FieldGroupProps) {
  const id = useId();
  return (
    <fieldset className="grid min-w-0 gap-1.5" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-medium">{legend}</legend>
      {children}
      <FieldError id={`${id}-error`} error={error} />
      {hint ? <p className="text-muted text-sm">{hint}</p> : null}
    </fieldset>
  );
}
