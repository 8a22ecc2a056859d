"use client";

import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { FormError, Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { retireAuthority } from "./actions";

export interface RetireButtonProps {
  readonly authorityId: string;
  readonly name: string;
}

export function RetireButton({ authorityId, name }: RetireButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [confirmName, setConfirmName] = useState("");
  const toast = useToast();
  const retire = useAction(retireAuthority, {
    onSuccess: () => {
      setIsOpen(false);
      toast(`${name} is retired.`);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (confirmName === name) retire.run({ authorityId, confirmName });
  };
  return (
    <>
      <Button tone="danger" onClick={() => setIsOpen(true)}>
        Retire…
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setIsOpen(false)}
        title={`Retire ${name}?`}
        description="It signs nothing but its CRL from now on. This cannot be taken back."
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button
              type="submit"
              form="retire"
              tone="danger-solid"
              disabled={confirmName !== name}
              pending={retire.pending}
            >
              Retire
            </Button>
          </>
        }
      >
        <form id="retire" onSubmit={submit} className="grid gap-4">
          <FormError message={retire.failure?.message} />
          <Notice tone="warn" title="Retiring revokes nothing">
            A root vouches for itself, so no list can take it back. Machines that trust it go on trusting it until you
            remove it from each of them: from the system’s trust store, from browsers, and from applications that carry
            it in their configuration.
          </Notice>
          <Field label={`Type “${name}” to confirm`} error={retire.errorOf("confirmName")}>
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                spellCheck={false}
                value={confirmName}
                onChange={(event) => setConfirmName(event.target.value)}
              />
            )}
          </Field>
        </form>
      </Dialog>
    </>
  );
}
