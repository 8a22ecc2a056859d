"use client";

import { Gate } from "@/components/shell/gate";
import { Button } from "@/components/ui/button";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function RootError({ error, reset }: ErrorPageProps) {
  return (
    <Gate
      title="This page could not be shown"
      description={`Something went wrong on the server. Its log has the rest${error.digest ? `, under ${error.digest}` : ""}.`}
    >
      <Button tone="primary" onClick={reset} className="justify-self-start">
        Try again
      </Button>
    </Gate>
  );
}
