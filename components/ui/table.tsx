import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { keyboardScroll } from "./keyboard-scroll";

export interface TableProps {
  /** Read by screen readers; also names the region that scrolls. */
  readonly label: string;
  readonly head: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A dense table that scrolls sideways inside its card rather than moving the page. `head` is a row of Th, children are Tr. */
export function Table({ label, head, className, children }: TableProps) {
  return (
    <section aria-label={label} className="overflow-x-auto focus-visible:-outline-offset-2" {...keyboardScroll}>
      <table className={classNames("w-full border-collapse", className)}>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

export interface ThProps extends ComponentProps<"th"> {
  /** Numbers: right-aligned. */
  readonly numeric?: boolean;
  /** Leave the column out below this width. */
  readonly from?: "sm" | "md" | "lg";
}

const hidden = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden" } as const;

export function Th({ numeric, from, className, ...rest }: ThProps) {
  return (
    <th
      scope="col"
      {...rest}
      className={classNames(
        "h-8.5 whitespace-nowrap border-line border-b px-3 text-left font-medium text-muted text-sm first:pl-3.5 last:pr-3.5",
        numeric && "text-right",
        from && hidden[from],
        className,
      )}
    />
  );
}

export function Tr({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      {...rest}
      className={classNames(
        "border-line not-last:border-b transition-colors hover:bg-surface aria-selected:bg-accent-wash",
        className,
      )}
    />
  );
}

export interface TdProps extends ComponentProps<"td"> {
  readonly numeric?: boolean;
  readonly from?: "sm" | "md" | "lg";
}

export function Td({ numeric, from, className, ...rest }: TdProps) {
  return (
    <td
      {...rest}
      className={classNames(
        "h-10 px-3 first:pl-3.5 last:pr-3.5",
        numeric && "nums text-right",
        from && hidden[from],
        className,
      )}
    />
  );
}
