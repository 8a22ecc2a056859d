"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { roleWords } from "@/components/user/role-words";
import type { UserDto } from "@/lib/contract/user";
import { changeRole } from "./actions";
import { RoleField } from "./role-field";

export interface UserDialogProps {
  readonly user: UserDto;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ChangeRoleDialog({ user, open, onClose }: UserDialogProps) {
  const [role, setRole] = useState(user.role);
  const toast = useToast();
  const { run, pending, failure } = useAction(changeRole, {
    onSuccess: (changed) => {
      onClose();
      toast(`${changed.email} is ${roleWords[changed.role].name.toLowerCase()} now.`);
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="sm"
      title="Change role"
      description={`${user.email} may do what the new role may from the next click on; sessions stay.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" pending={pending} onClick={() => run({ userId: user.id, role })}>
            Change role
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <FormError message={failure?.message} />
        <RoleField name={`role-${user.id}`} value={role} error={null} onChange={setRole} />
      </div>
    </Dialog>
  );
}
