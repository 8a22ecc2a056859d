"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { BulkJobDetail } from "@/lib/contract/bulk";
import { cancelBulk, undoBulk } from "../../actions";

/** Stop what runs; take back what can be taken back. */
export function JobActions({ jobId, may }: { readonly jobId: string; readonly may: BulkJobDetail["may"] }) {
  const router = useRouter();
  const toast = useToast();
  const cancel = useAction(cancelBulk, { onSuccess: () => toast("Stopped. What was done stays done.") });
  const undo = useAction(undoBulk, { onSuccess: ({ id }) => router.push(`/certificates/jobs/${id}`) });
  return (
    <>
      <span role="alert" className="text-bad text-sm">
        {cancel.failure?.message ?? undo.failure?.message}
      </span>
      {may.cancel && (
        <Button tone="danger" pending={cancel.pending} onClick={() => cancel.run({ jobId })}>
          Stop
        </Button>
      )}
      {may.undo && (
        <Button pending={undo.pending} onClick={() => undo.run({ jobId })}>
          Undo
        </Button>
      )}
    </>
  );
}
