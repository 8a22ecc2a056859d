"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { refusalFrom } from "@/lib/contract/page-error";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function ConsoleError({ error, reset }: ErrorPageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const refusal = refusalFrom(error.digest);
  return (
    <div data-page-error className="grid max-w-prose gap-3 py-8">
      <CircleAlert aria-hidden size={24} className="text-bad" />
      <h1 ref={heading} tabIndex={-1} className="outline-none">
        This page could not be shown
      </h1>
      <p className="text-muted">
        {refusal ??
          `Something went wrong on the server, not with what you did. Its log has the rest${error.digest ? `, under ${error.digest}` : ""}.`}
      </p>
      <p className="flex flex-wrap gap-2">
        <Button tone="primary" onClick={reset}>
          Try again
        </Button>
        <ButtonLink href="/">To the overview</ButtonLink>
      </p>
    </div>
  );
}
