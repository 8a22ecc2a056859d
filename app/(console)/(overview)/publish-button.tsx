"use client";

import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { publishCrl } from "./actions";

/** Mends a late CRL where it is reported. */
export function PublishButton({ authorityId }: { readonly authorityId: string }) {
  const toast = useToast();
  const publish = useAction(publishCrl, { onSuccess: ({ number }) => toast(`Published CRL no. ${number}.`) });
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <span role="alert" className="text-bad text-sm">
        {publish.failure?.message}
      </span>
      <Button pending={publish.pending} onClick={() => publish.run({ authorityId })}>
        Publish CRL
      </Button>
    </span>
  );
}
