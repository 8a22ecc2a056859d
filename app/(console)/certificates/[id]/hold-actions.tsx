"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { releaseCertificate, revokeCertificate } from "./actions";

export interface HoldActionsProps {
  readonly certificateId: string;
  readonly name: string;
  readonly may: { readonly hold: boolean; readonly release: boolean };
}

/** Suspending and taking back; each says first what it does to those who use the certificate. */
export function HoldActions({ certificateId, name, may }: HoldActionsProps) {
  const [open, setOpen] = useState<"hold" | "release" | null>(null);
  const toast = useToast();
  const done = (sentence: string, undo?: () => void) => {
    setOpen(null);
    toast(sentence, { undo });
  };
  const release = useAction(releaseCertificate, { onSuccess: () => done(`${name} is valid again.`) });
  const undo = useAction(releaseCertificate, {
    onSuccess: () => toast(`${name} is valid again.`),
    onFailure: ({ message }) => toast(`${name} is still on hold. ${message}`, { tone: "bad" }),
  });
  const takeBack = () => undo.run({ certificateId });
  const hold = useAction(revokeCertificate, { onSuccess: () => done(`${name} is on hold.`, takeBack) });
  const confirmHold = () => hold.run({ certificateId, reason: "certificateHold", alsoIds: [], confirmName: "" });
  return (
    <>
      {may.hold && <Button onClick={() => setOpen("hold")}>Hold…</Button>}
      {may.release && <Button onClick={() => setOpen("release")}>Release…</Button>}
      <Dialog
        open={open === "hold"}
        onClose={() => setOpen(null)}
        size="sm"
        title={`Put ${name} on hold?`}
        footer={
          <>
            <Button onClick={() => setOpen(null)}>Cancel</Button>
            <Button tone="danger-solid" pending={hold.pending} onClick={confirmHold}>
              Put on hold
            </Button>
          </>
        }
      >
        <FormError message={hold.failure?.message} />
        <p>
          It goes onto the next CRL within seconds. Relying parties that read CRLs refuse it from then on, until it is
          released or revoked for good.
        </p>
      </Dialog>
      <Dialog
        open={open === "release"}
        onClose={() => setOpen(null)}
        size="sm"
        title={`Release ${name}?`}
        footer={
          <>
            <Button onClick={() => setOpen(null)}>Cancel</Button>
            <Button tone="primary" pending={release.pending} onClick={() => release.run({ certificateId })}>
              Release
            </Button>
          </>
        }
      >
        <FormError message={release.failure?.message} />
        <p>
          It is left out of the next CRL, within seconds. Relying parties accept it again once they have read that CRL.
        </p>
      </Dialog>
    </>
  );
}
