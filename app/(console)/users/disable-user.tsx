"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { PossessionsList } from "@/components/user/possessions-list";
import { disableUser, readPossessions } from "./actions";
import type { UserDialogProps } from "./grants-dialog";

export function DisableDialog({ user, open, onClose }: UserDialogProps) {
  const toast = useToast();
  const { run, pending, failure } = useAction(disableUser, {
    onSuccess: ({ email }) => {
      onClose();
      toast(`${email} is disabled.`);
    },
  });
  const { run: read, value: possessions, failure: unread } = useAction(readPossessions);
  useEffect(() => {
    if (open) read({ userId: user.id });
  }, [open, read, user.id]);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="sm"
      title={`Disable ${user.email}?`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="danger-solid" pending={pending} onClick={() => run({ userId: user.id })}>
            Disable
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <FormError message={failure?.message ?? unread?.message} />
        <p>
          Their sessions end at once, what they asked for and nobody decided is closed, and they cannot sign in. What
          they own stays valid: give it to somebody else, or revoke what must not be trusted any more.
        </p>
        <PossessionsList userId={user.id} possessions={possessions} />
      </div>
    </Dialog>
  );
}
