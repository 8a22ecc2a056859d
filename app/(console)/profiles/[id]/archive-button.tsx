"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { archiveProfile, restoreProfile } from "../actions";

export interface ArchiveButtonProps {
  readonly profileId: string;
  readonly name: string;
  /** Certificates that go on being valid. */
  readonly standing: number;
}

export function ArchiveButton({ profileId, name, standing }: ArchiveButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const toast = useToast();
  const archive = useAction(archiveProfile, {
    onSuccess: () => {
      setIsOpen(false);
      toast(`${name} is archived.`);
    },
  });
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Archive…</Button>
      <Dialog
        open={isOpen}
        onClose={() => setIsOpen(false)}
        size="sm"
        title={`Archive ${name}?`}
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button tone="primary" pending={archive.pending} onClick={() => archive.run({ profileId })}>
              Archive
            </Button>
          </>
        }
      >
        <div className="grid gap-3">
          <FormError message={archive.failure?.message} />
          <p>Nothing is issued under it any more. {what(standing)} It can be restored at any time.</p>
        </div>
      </Dialog>
    </>
  );
}

function what(standing: number): string {
  if (standing === 0) return "No valid certificate was issued under it.";
  return standing === 1
    ? "The one valid certificate issued under it stays valid, and cannot be renewed."
    : `The ${standing} valid certificates issued under it stay valid, and cannot be renewed.`;
}

export function RestoreButton({ profileId, name }: Omit<ArchiveButtonProps, "standing">) {
  const toast = useToast();
  const restore = useAction(restoreProfile, {
    onSuccess: () => toast(`${name} is in use again.`),
    onFailure: ({ message }) => toast(message),
  });
  return (
    <Button pending={restore.pending} onClick={() => restore.run({ profileId })}>
      Restore
    </Button>
  );
}
