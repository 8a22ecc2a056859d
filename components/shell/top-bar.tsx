import type { ReactNode } from "react";

/** The strip above every page: menu (narrow screens), search, and what belongs to the person. */
export function TopBar({
  start,
  end,
  children,
}: {
  readonly start: ReactNode;
  readonly end: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <header className="sticky top-0 z-20 flex h-13.5 items-center gap-2 border-line border-b bg-raised px-3 md:px-6">
      {start}
      {children}
      <div className="ml-auto flex min-w-0 items-center gap-0.5">{end}</div>
    </header>
  );
}
