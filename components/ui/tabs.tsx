"use client";

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { classNames } from "./class-names";

export interface TabsProps {
  /** Read by screen readers. */
  readonly label: string;
  readonly tabs: readonly { readonly value: string; readonly label: ReactNode; readonly content: ReactNode }[];
  /** The first one unless said. */
  readonly initial?: string;
}

/**
 * Panels in one place, for what needs no address of its own. What should survive Back belongs into the URL: LinkTabs.
 * Our own, because the usual one renders style attributes on the server, which the Content-Security-Policy forbids.
 */
export function Tabs({ label, tabs, initial }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [value, setValue] = useState(initial ?? tabs[0]?.value);
  const current = tabs.find((tab) => tab.value === value) ?? tabs[0];
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextTab(event.key, tabs.length, tabs.indexOf(current!));
    if (next === null) return;
    event.preventDefault();
    setValue(tabs[next]?.value);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  return (
    <div className="min-w-0">
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="flex flex-wrap gap-x-1 border-line border-b"
      >
        {tabs.map((tab) => {
          const isCurrent = tab === current;
          return (
            <button
              key={tab.value}
              type="button"
              role="tab"
              id={`${id}-${tab.value}`}
              aria-selected={isCurrent}
              aria-controls={isCurrent ? `${id}-panel` : undefined}
              tabIndex={isCurrent ? 0 : -1}
              onClick={() => setValue(tab.value)}
              className={classNames(
                "-mb-px whitespace-nowrap border-b-2 px-2.5 py-1.5 transition-colors focus-visible:-outline-offset-2",
                isCurrent ? "border-accent text-ink" : "border-transparent text-muted hover:text-ink",
              )}
            >
              {tab.label}
            </button>
          );
        })}
      </div>
      {current && (
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current.value}`} className="min-w-0 pt-3">
          {current.content}
        </div>
      )}
    </div>
  );
}

/** WAI-ARIA Authoring Practices, tabs with automatic activation. Null for other keys. */
function nextTab(key: string, count: number, at: number): number | null {
  if (key === "ArrowRight") return (at + 1) % count;
  if (key === "ArrowLeft") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}
