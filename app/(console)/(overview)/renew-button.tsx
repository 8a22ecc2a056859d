"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { renewAsBefore } from "./actions";

/** Renews where it is reported: the same key and names, for as long as the profile says. */
export function RenewButton({ certificateId }: { readonly certificateId: string }) {
  const toast = useToast();
  const renew = useAction(renewAsBefore, {
    onSuccess: ({ id, name }) =>
      toast(`Renewed ${name} with the same key.`, { open: { href: `/certificates/${id}?tab=use`, label: "Take it" } }),
  });
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {renew.failure && (
        <span role="alert" className="max-w-80 text-bad text-sm">
          {renew.failure.message}{" "}
          <Link href={`/certificates/${certificateId}/renew`} className="link">
            Renew with changes
          </Link>
        </span>
      )}
      <Button pending={renew.pending} onClick={() => renew.run({ certificateId })}>
        Renew
      </Button>
    </span>
  );
}
