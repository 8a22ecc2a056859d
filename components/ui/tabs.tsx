"use client";

import { Tabs as RadixTabs } from "radix-ui";
import type { ReactNode } from "react";

export interface TabsProps {
  /** Read by screen readers. */
  readonly label: string;
  readonly tabs: readonly { readonly value: string; readonly label: ReactNode; readonly content: ReactNode }[];
  /** The first one unless said. */
  readonly initial?: string;
}

/** Panels in one place, for what needs no address of its own. What should survive Back belongs into the URL: LinkTabs. */
export function Tabs({ label, tabs, initial }: TabsProps) {
  return (
    <RadixTabs.Root defaultValue={initial ?? tabs[0]?.value} className="min-w-0">
      <RadixTabs.List aria-label={label} className="flex flex-wrap gap-x-1 border-line border-b">
        {tabs.map((tab) => (
          <RadixTabs.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px whitespace-nowrap border-transparent border-b-2 px-2.5 py-1.5 text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {tabs.map((tab) => (
        <RadixTabs.Content key={tab.value} value={tab.value} className="min-w-0 pt-3">
          {tab.content}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  );
}
