import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

export type ButtonTone = "plain" | "primary" | "quiet" | "danger" | "danger-solid";
export type ButtonSize = "md" | "sm" | "icon";

const tones: Record<ButtonTone, string> = {
  plain: "border-line-strong bg-raised text-ink hover:bg-sunken",
  primary: "border-accent bg-accent font-medium text-accent-ink hover:border-accent-strong hover:bg-accent-strong",
  quiet: "border-transparent bg-transparent text-muted hover:bg-sunken hover:text-ink",
  danger: "border-line-strong bg-raised text-bad hover:border-bad hover:bg-bad-wash",
  "danger-solid": "border-bad bg-bad font-medium text-raised hover:opacity-90",
};
const sizes: Record<ButtonSize, string> = {
  md: "min-h-8 px-3 py-1",
  sm: "min-h-7 px-2.5 py-0.5 text-sm",
  icon: "size-8 p-0",
};

export function buttonClass(tone: ButtonTone = "plain", size: ButtonSize = "md", className?: string): string {
  return classNames(
    "inline-flex select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-55 [&_svg]:shrink-0",
    tones[tone],
    sizes[size],
    className,
  );
}

export interface ButtonProps extends Omit<ComponentProps<"button">, "children"> {
  readonly tone?: ButtonTone;
  readonly size?: ButtonSize;
  /** Work is under way: shows a spinner and takes no second click. */
  readonly pending?: boolean;
  readonly children: ReactNode;
}

/** `type` is "button" unless said otherwise. */
export function Button({ tone, size, pending = false, className, children, disabled, type, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? "button"}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      className={buttonClass(tone, size, className)}
    >
      {pending ? <LoaderCircle aria-hidden size={14} className="animate-spin" /> : null}
      {children}
    </button>
  );
}

export interface ButtonLinkProps extends ComponentProps<typeof Link> {
  readonly tone?: ButtonTone;
  readonly size?: ButtonSize;
}

/** Looks like a button, is a link. */
export function ButtonLink({ tone, size, className, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={buttonClass(tone, size, className)} />;
}
