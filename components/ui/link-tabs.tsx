import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export interface LinkTabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly href: string; readonly label: ReactNode; readonly isCurrent: boolean }[];
}

/** Tabs whose state is the address. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  return (
    <nav aria-label={label} className="flex gap-1 overflow-x-auto border-line border-b">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.isCurrent ? "page" : undefined}
          className={classNames(
            "-mb-px whitespace-nowrap border-b-2 px-2.5 py-1.5 transition-colors focus-visible:-outline-offset-2",
            tab.isCurrent ? "border-accent text-ink" : "border-transparent text-muted hover:text-ink",
          )}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
