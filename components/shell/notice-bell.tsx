"use client";

import { Bell } from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { NoticeCounts } from "@/lib/contract/notice";
import { ButtonLink } from "../ui/button";
import { bellLabel } from "./bell-label";

/** Counts again with each page and when somebody comes back to this tab; the layout around it is not drawn anew then. */
export function NoticeBell({ counts: given }: { readonly counts: NoticeCounts }) {
  const pathname = usePathname();
  const [counts, setCounts] = useState(given);
  const seen = useRef(pathname);
  useEffect(() => setCounts(given), [given]);
  useEffect(() => {
    const count = async () => {
      try {
        const answer = await fetch("/notices/counts", { cache: "no-store" });
        if (answer.ok && !answer.redirected) setCounts((await answer.json()) as NoticeCounts);
      } catch {
        // The number stays as it was; the next page asks again.
      }
    };
    if (seen.current !== pathname) void count();
    seen.current = pathname;
    const onVisible = () => document.visibilityState === "visible" && void count();
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [pathname]);
  const total = counts.unread + counts.waiting;
  return (
    <ButtonLink href="/notices" tone="quiet" size="icon" aria-label={bellLabel(counts)} className="relative">
      <Bell aria-hidden size={16} />
      {total > 0 && (
        <span
          aria-hidden
          className="nums absolute -top-0.5 -right-0.5 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 font-medium text-accent-ink text-xs leading-none"
        >
          {total > 99 ? "99+" : total}
        </span>
      )}
    </ButtonLink>
  );
}
