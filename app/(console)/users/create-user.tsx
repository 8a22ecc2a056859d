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
import type { Role } from "@/lib/ca/actor";
import type { CreateUserInput } from "@/lib/contract/user";
import { createUser } from "./actions";
import { RoleField } from "./role-field";

const formId = "create-user";

export function CreateUser({ consoleUrl }: { readonly consoleUrl: string }) {
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("operator");
  const create = useAction(createUser);
  const { pending, value, reset } = create;
  const close = () => {
    setOpen(false);
    if (value) {
      setEmail("");
      reset();
    }
  };
  return (
    <>
      <Button tone="primary" onClick={() => setOpen(true)}>
        New user
      </Button>
      <Dialog
        open={open}
        onClose={close}
        size="sm"
        title={value ? "User created" : "New user"}
        description={value ? null : "They choose their own password through a one-time link."}
        footer={
          value ? (
            <Button tone="primary" onClick={close}>
              Done
            </Button>
          ) : (
            <>
              <Button onClick={close}>Cancel</Button>
              <Button type="submit" form={formId} tone="primary" pending={pending}>
                Create
              </Button>
            </>
          )
        }
      >
        {value ? (
          <OneTimeLinkView link={value.link} email={value.user.email} consoleUrl={consoleUrl} />
        ) : (
          <CreateForm create={create} email={email} onEmail={setEmail} role={role} onRole={setRole} />
        )}
      </Dialog>
    </>
  );
}

interface CreateFormProps {
  readonly create: UseAction<CreateUserInput, unknown>;
  readonly email: string;
  readonly onEmail: (email: string) => void;
  readonly role: Role;
  readonly onRole: (role: Role) => void;
}

function CreateForm({ create: { run, pending, failure, errorOf }, email, onEmail, role, onRole }: CreateFormProps) {
  const ref = useFocusInvalid(failure);
  return (
    <form
      ref={ref}
      id={formId}
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) run({ email, role });
      }}
      className="grid gap-4"
    >
      <FormError message={errorOf("email") || errorOf("role") ? null : failure?.message} />
      <Field label="E-mail" error={errorOf("email")}>
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="off"
            required
            value={email}
            onChange={(event) => onEmail(event.target.value)}
          />
        )}
      </Field>
      <RoleField name="role" value={role} error={errorOf("role")} onChange={onRole} />
    </form>
  );
}
