"use client";

import { useEffect } from "react";

/** Asks before the page is left, by closing it as by a link, while something in it exists nowhere else. */
export function useLeaveWarning(isActive: boolean, question: string): void {
  useEffect(() => {
    if (!isActive) return;
    const onBeforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const anchor = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(anchor instanceof HTMLAnchorElement) || staysHere(anchor, event)) return;
      if (window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("beforeunload", onBeforeUnload);
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", onBeforeUnload);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [isActive, question]);
}

function staysHere(anchor: HTMLAnchorElement, event: MouseEvent): boolean {
  const opensElsewhere = anchor.target === "_blank" || event.ctrlKey || event.metaKey || event.shiftKey;
  return opensElsewhere || anchor.hasAttribute("download") || anchor.getAttribute("href")?.startsWith("#") === true;
}
