"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { useAction } from "@/components/ui/use-action";
import { OneTimeLinkView } from "@/components/user/one-time-link";
import { resetPassword } from "./actions";
import type { UserDialogProps } from "./grants-dialog";

export interface ResetPasswordDialogProps extends UserDialogProps {
  readonly consoleUrl: string;
}

/** The same link for whoever never had a password, then it is an invitation. */
export function ResetPasswordDialog({ user, open, onClose, consoleUrl }: ResetPasswordDialogProps) {
  const { run, pending, failure, value, reset } = useAction(resetPassword);
  const isInvitation = !user.hasPassword;
  const close = () => {
    onClose();
    reset();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      size="sm"
      title={isInvitation ? "Invite again" : "Link to set a password"}
      footer={
        value ? (
          <Button tone="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button tone="primary" pending={pending} onClick={() => run({ userId: user.id })}>
              Make a link
            </Button>
          </>
        )
      }
    >
      <div className="grid gap-3">
        <FormError message={failure?.message} />
        {value ? (
          <OneTimeLinkView link={value} email={user.email} consoleUrl={consoleUrl} isInvitation={isInvitation} />
        ) : (
          <p>
            {isInvitation
              ? `With a new link, ${user.email} sets their first password. An invitation sent before stops working.`
              : `With the link, ${user.email} sets a new password. The present one works until then; when the link is used, their sessions end.`}
          </p>
        )}
      </div>
    </Dialog>
  );
}
