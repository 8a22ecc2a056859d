"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { rememberItem } from "./recent";

const settleMilliseconds = 1_500;

/** Remembers the page of a thing once somebody has stayed on it, under the name its heading gives. */
export function useRecentPages(key: string): void {
  const pathname = usePathname();
  useEffect(() => {
    const timer = setTimeout(() => {
      const label = document.querySelector("main h1")?.textContent?.trim().slice(0, 200);
      // An error page has a heading too, and its address is worth nothing.
      if (label && !document.querySelector("main [data-page-error]")) rememberItem(key, { href: pathname, label });
    }, settleMilliseconds);
    return () => clearTimeout(timer);
  }, [key, pathname]);
}
