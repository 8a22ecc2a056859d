"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { endSessions } from "./actions";

export interface SignOutEverywhereProps {
  readonly others: number;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function SignOutEverywhere({ others, open, onClose }: SignOutEverywhereProps) {
  const toast = useToast();
  const { run, pending, failure } = useAction(endSessions, {
    onSuccess: ({ endedSessions }) => {
      onClose();
      toast(endedSessions === 1 ? "One other session has ended." : `${endedSessions} other sessions have ended.`);
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="sm"
      title="Sign out everywhere"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {others > 0 ? (
            <Button pending={pending} onClick={() => run({ which: "others" })}>
              Everywhere else
            </Button>
          ) : null}
          <Button tone="primary" pending={pending} onClick={() => run({ which: "all" })}>
            Everywhere
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <FormError message={failure?.message} />
        <p>{othersWords(others)} Whoever uses an ended session is signed out with their next click.</p>
        <p className="text-muted">
          If you think that somebody else knows your password, change it as well: that also ends the other sessions.
        </p>
      </div>
    </Dialog>
  );
}

function othersWords(others: number): string {
  if (others === 0) return "You are signed in nowhere else; this ends the session you are using.";
  const count = others === 1 ? "one other session" : `${others} other sessions`;
  return `You have ${count}. You can end ${others === 1 ? "it" : "these"}, or this one too.`;
}
