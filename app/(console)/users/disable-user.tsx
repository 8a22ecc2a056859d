"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { disableUser } from "./actions";
import type { UserDialogProps } from "./change-role";

export function DisableDialog({ user, open, onClose }: UserDialogProps) {
  const toast = useToast();
  const { run, pending, failure } = useAction(disableUser, {
    onSuccess: ({ email }) => {
      onClose();
      toast(`${email} is disabled.`);
    },
  });
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
        <FormError message={failure?.message} />
        <p>
          Their sessions end at once, what they asked for and nobody decided is closed, and they cannot sign in.
          Certificates they asked for stay valid: revoke those that must not be trusted any more.
        </p>
      </div>
    </Dialog>
  );
}
