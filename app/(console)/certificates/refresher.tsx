"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const intervalMilliseconds = 1_500;

/** Reads the page again while something is under way, as long as somebody looks at it. */
export function Refresher() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, intervalMilliseconds);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
