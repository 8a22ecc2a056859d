"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError, Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { Overview } from "@/lib/contract/overview";
import { confirmClock } from "./actions";

/** Nothing is signed while clocks disagree; an administrator may say that this one is right. */
export function ClockBanner({ clock }: { readonly clock: NonNullable<Overview["clock"]> }) {
  const [open, setOpen] = useState(false);
  const toast = useToast();
  const { run, pending, failure } = useAction(confirmClock, {
    onSuccess: () => {
      setOpen(false);
      toast("Clock confirmed. Signing goes on.");
    },
  });
  const confirm = clock.mayConfirm ? <Button onClick={() => setOpen(true)}>The clock is right…</Button> : null;
  return (
    <>
      <Notice tone="bad" title="Nothing is signed: the clock is in doubt" action={confirm}>
        {clock.reason}
      </Notice>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        size="sm"
        title="Is this machine’s clock right?"
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button tone="danger-solid" pending={pending} onClick={() => run({})}>
              Yes, it is right
            </Button>
          </>
        }
      >
        <div className="grid gap-3">
          <FormError message={failure?.message} />
          <p>{clock.reason}</p>
          <p>
            Certificates and CRLs will carry the time of this machine. If it is wrong, clients will refuse what is
            signed now. A CRL’s next update may move back this once; relying parties that hold the newer one keep it
            until it ends. Your confirmation is in the audit log.
          </p>
        </div>
      </Dialog>
    </>
  );
}
