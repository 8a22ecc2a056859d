"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { FormError } from "@/components/ui/notice";
import { type UseAction, useAction } from "@/components/ui/use-action";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { OneTimeLinkView } from "@/components/user/one-time-link";
import type { HeldGrant } from "@/lib/ca/grant";
import type { CreateUserInput, UserList } from "@/lib/contract/user";
import { createUser } from "./actions";
import { GrantFields } from "./grant-fields";

const formId = "create-user";
const nobody = { email: "", grant: { role: "operator", authorityIds: null, profileIds: null } as HeldGrant };

export interface CreateUserProps {
  readonly consoleUrl: string;
  readonly choices: UserList["choices"];
}

export function CreateUser({ consoleUrl, choices }: CreateUserProps) {
  const [open, setOpen] = useState(false);
  const [invitation, setInvitation] = useState(nobody);
  const create = useAction(createUser);
  const { pending, value, reset } = create;
  const close = () => {
    setOpen(false);
    if (value) {
      setInvitation(nobody);
      reset();
    }
  };
  return (
    <>
      <Button tone="primary" onClick={() => setOpen(true)}>
        Invite
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={value ? "Invitation" : "Invite somebody"}
        description={value ? null : "They choose their own password through a one-time link that you send them."}
        footer={
          value ? (
            <Button tone="primary" onClick={close}>
              Done
            </Button>
          ) : (
            <>
              <Button onClick={close}>Cancel</Button>
              <Button type="submit" form={formId} tone="primary" pending={pending}>
                Make the invitation
              </Button>
            </>
          )
        }
      >
        {value ? (
          <OneTimeLinkView link={value.link} email={value.user.email} consoleUrl={consoleUrl} isInvitation />
        ) : (
          <CreateForm create={create} invitation={invitation} choices={choices} onChange={setInvitation} />
        )}
      </Dialog>
    </>
  );
}

interface CreateFormProps {
  readonly create: UseAction<CreateUserInput, unknown>;
  readonly invitation: typeof nobody;
  readonly choices: UserList["choices"];
  readonly onChange: (invitation: typeof nobody) => void;
}

const fields = ["email", "role", "authorityIds", "profileIds"];

function CreateForm({ create: { run, pending, failure, errorOf }, invitation, choices, onChange }: CreateFormProps) {
  const ref = useFocusInvalid(failure);
  const { email, grant } = invitation;
  return (
    <form
      ref={ref}
      id={formId}
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) run({ email, ...grant });
      }}
      className="grid gap-4"
    >
      <FormError message={fields.some(errorOf) ? null : failure?.message} />
      <Field label="E-mail" error={errorOf("email")}>
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="off"
            required
            value={email}
            onChange={(event) => onChange({ ...invitation, email: event.target.value })}
          />
        )}
      </Field>
      <GrantFields
        name="role"
        grant={grant}
        choices={choices}
        errorOf={errorOf}
        onChange={(changed) => onChange({ ...invitation, grant: changed })}
      />
    </form>
  );
}
