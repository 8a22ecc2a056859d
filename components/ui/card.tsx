import type { ReactNode } from "react";
import { classNames } from "./class-names";

export interface CardProps {
  /** An h2, when there is one. */
  readonly title?: ReactNode;
  /** Right of the title: a count, a badge, a button. */
  readonly aside?: ReactNode;
  /** Padding around the content; false for tables and lists. */
  readonly padded?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Card({ title, aside, padded = true, className, children }: CardProps) {
  return (
    <section className={classNames("min-w-0 overflow-hidden rounded-lg border border-line bg-raised", className)}>
      {title ? (
        <div className="flex min-h-10.5 items-center justify-between gap-3 border-line border-b px-3.5 py-1.5">
          <h2 className="min-w-0">{title}</h2>
          {aside ? <div className="shrink-0 text-muted">{aside}</div> : null}
        </div>
      ) : null}
      {padded ? <div className="px-3.5 py-3">{children}</div> : children}
    </section>
  );
}

export interface ListRowProps {
  /** A badge or an icon. */
  readonly lead?: ReactNode;
  readonly trail?: ReactNode;
  readonly children: ReactNode;
}

/** A row of a card's list: something, words, an action. Put rows into `<ul>`. */
export function ListRow({ lead, trail, children }: ListRowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line px-3.5 py-2.5 not-last:border-b">
      {lead ? <div className="shrink-0 max-sm:w-full sm:min-w-32">{lead}</div> : null}
      <div className="min-w-0 flex-1 basis-50">{children}</div>
      {trail ? <div className="shrink-0 max-sm:w-full">{trail}</div> : null}
    </li>
  );
}
