import { classNames } from "./class-names";
import { CopyButton } from "./copy-button";
import { keyboardScroll } from "./keyboard-scroll";

export interface CodeBlockProps {
  readonly code: string;
  /** What it is, for the copy button and screen readers: “nginx configuration”. */
  readonly what: string;
  /** A file name, shown in a head of its own; without it the block is as low as its text. */
  readonly title?: string;
}

export function CodeBlock({ code, what, title }: CodeBlockProps) {
  const copy = (
    <CopyButton text={code} what={what}>
      Copy
    </CopyButton>
  );
  return (
    <figure
      aria-label={title ?? what}
      className={classNames(
        "min-w-0 overflow-hidden rounded-md border border-line bg-sunken",
        !title && "flex items-start max-sm:flex-col",
      )}
    >
      {title ? (
        <figcaption className="flex items-center justify-between gap-2 border-line border-b py-1 pr-1.5 pl-3 text-muted text-sm">
          <span className="truncate">{title}</span>
          {copy}
        </figcaption>
      ) : null}
      <pre
        className={classNames(
          "max-h-160 min-w-0 max-w-full flex-1 overflow-auto px-3 py-2 text-sm leading-5 focus-visible:-outline-offset-2",
          !title && "max-sm:wrap-anywhere max-sm:whitespace-pre-wrap",
        )}
        {...keyboardScroll}
      >
        <code>{code}</code>
      </pre>
      {title ? null : <div className="shrink-0 p-1 max-sm:self-end max-sm:pt-0">{copy}</div>}
    </figure>
  );
}
