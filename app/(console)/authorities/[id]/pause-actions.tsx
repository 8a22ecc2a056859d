"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { pauseAuthority, resumeAuthority } from "./actions";

export interface PauseActionsProps {
  readonly authorityId: string;
  readonly name: string;
  readonly may: { readonly pause: boolean; readonly resume: boolean };
}

export function PauseActions({ authorityId, name, may }: PauseActionsProps) {
  const [isOpen, setIsOpen] = useState(false);
  const toast = useToast();
  const pause = useAction(pauseAuthority, {
    onSuccess: () => {
      setIsOpen(false);
      toast(`${name} issues nothing until it is resumed.`);
    },
  });
  const resume = useAction(resumeAuthority, { onSuccess: () => toast(`${name} issues again.`) });
  return (
    <>
      {may.resume && (
        <Button pending={resume.pending} onClick={() => resume.run({ authorityId })}>
          Resume
        </Button>
      )}
      {resume.failure !== null && (
        <span role="alert" className="self-center text-bad text-sm">
          {resume.failure.message}
        </span>
      )}
      {may.pause && <Button onClick={() => setIsOpen(true)}>Pause…</Button>}
      <Dialog
        open={isOpen}
        onClose={() => setIsOpen(false)}
        size="sm"
        title={`Pause ${name}?`}
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button tone="primary" pending={pause.pending} onClick={() => pause.run({ authorityId })}>
              Pause
            </Button>
          </>
        }
      >
        <FormError message={pause.failure?.message} />
        <p>
          It issues and renews nothing until it is resumed. What it issued stays valid, and its CRL goes on being
          published.
        </p>
      </Dialog>
    </>
  );
}
