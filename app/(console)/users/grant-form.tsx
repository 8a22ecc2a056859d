"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import type { HeldGrant } from "@/lib/ca/grant";
import type { GrantDto, UserDto, UserList } from "@/lib/contract/user";
import { addGrant, changeGrant } from "./actions";
import { GrantFields } from "./grant-fields";

export interface GrantFormProps {
  readonly user: UserDto;
  /** The one to be changed; null for a new one. */
  readonly grant: GrantDto | null;
  readonly choices: UserList["choices"];
  readonly onBack: () => void;
  readonly onClose: () => void;
}

const none: HeldGrant = { role: "operator", authorityIds: null, profileIds: null };
const ids = (named: readonly { readonly id: string }[] | null) => named?.map(({ id }) => id) ?? null;
const heldOf = ({ role, authorities, profiles }: GrantDto): HeldGrant => ({
  role,
  authorityIds: ids(authorities),
  profileIds: ids(profiles),
});

export function GrantForm({ user, grant, choices, onBack, onClose }: GrantFormProps) {
  const [held, setHeld] = useState<HeldGrant>(grant ? heldOf(grant) : none);
  const toast = useToast();
  const done = (changed: UserDto) => {
    toast(`What ${changed.email} may is changed.`);
    onBack();
  };
  const add = useAction(addGrant, { onSuccess: done });
  const change = useAction(changeGrant, { onSuccess: done });
  const { pending, failure, errorOf } = grant ? change : add;
  const save = () => {
    if (grant) change.run({ userId: user.id, grantId: grant.id, ...held });
    else add.run({ userId: user.id, ...held });
  };
  const ref = useFocusInvalid(failure);
  const isBeside = ["role", "authorityIds", "profileIds"].some(errorOf);
  return (
    <Dialog
      open
      onClose={onClose}
      title={grant ? "Change the grant" : "Add a grant"}
      description={user.email}
      footer={
        <>
          <Button onClick={onBack}>Back</Button>
          <Button tone="primary" pending={pending} onClick={save}>
            {grant ? "Change grant" : "Add grant"}
          </Button>
        </>
      }
    >
      <form ref={ref} onSubmit={(event) => event.preventDefault()} className="grid gap-4">
        <FormError message={isBeside ? null : failure?.message} />
        <GrantFields
          name={`role-${user.id}`}
          grant={held}
          choices={withKept(choices, grant)}
          errorOf={errorOf}
          onChange={setHeld}
        />
      </form>
    </Dialog>
  );
}

/** A profile that is archived meanwhile is no choice any more, but stays one here as long as it is granted. */
function withKept({ authorities, profiles }: UserList["choices"], grant: GrantDto | null): UserList["choices"] {
  const kept = grant?.profiles?.filter(({ id }) => profiles.every((profile) => profile.id !== id)) ?? [];
  return { authorities, profiles: [...profiles, ...kept] };
}
