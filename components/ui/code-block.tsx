import { CopyButton } from "./copy-button";
import { keyboardScroll } from "./keyboard-scroll";

export interface CodeBlockProps {
  readonly code: string;
  /** What it is, for the copy button and screen readers: “nginx configuration”. */
  readonly what: string;
  /** Shown in the head: a file name. */
  readonly title?: string;
}

export function CodeBlock({ code, what, title }: CodeBlockProps) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-md border border-line bg-sunken">
      <figcaption className="flex items-center justify-between gap-2 border-line border-b py-1 pr-1.5 pl-3 text-muted text-sm">
        <span className="truncate">{title ?? what}</span>
        <CopyButton text={code} what={what}>
          Copy
        </CopyButton>
      </figcaption>
      <pre
        className="max-h-96 overflow-auto px-3 py-2.5 text-sm leading-5 focus-visible:-outline-offset-2"
        {...keyboardScroll}
      >
        <code>{code}</code>
      </pre>
    </figure>
  );
}
