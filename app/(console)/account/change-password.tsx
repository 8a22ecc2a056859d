"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { changePassword } from "./actions";

const nothing = { current: "", password: "" };

export function ChangePassword({ email }: { readonly email: string }) {
  const [typed, setTyped] = useState(nothing);
  const toast = useToast();
  const { run, pending, failure, errorOf } = useAction(changePassword, {
    onSuccess: ({ endedSessions }) => {
      setTyped(nothing);
      toast(`Your password is changed${endedWords(endedSessions)}.`);
    },
  });
  const form = useFocusInvalid(failure);
  const field = (name: keyof typeof nothing) => ({
    name,
    required: true,
    value: typed[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setTyped({ ...typed, [name]: event.target.value }),
  });
  return (
    <Card title="Password">
      <form
        id="password"
        ref={form}
        method="post"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) run(typed);
        }}
        className="grid gap-4"
      >
        <FormError message={failure?.field ? null : failure?.message} />
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <Field label="Current password" error={errorOf("current")}>
          {(control) => <PasswordInput {...control} {...field("current")} autoComplete="current-password" />}
        </Field>
        <Field
          label="New password"
          error={errorOf("password")}
          hint="At least 12 characters, and none of the most common ones. Your other sessions end."
        >
          {(control) => <PasswordInput {...control} {...field("password")} autoComplete="new-password" />}
        </Field>
        <Button type="submit" tone="primary" pending={pending} className="justify-self-start">
          Change password
        </Button>
      </form>
    </Card>
  );
}

function endedWords(count: number): string {
  if (count === 0) return "";
  return count === 1 ? ", and one other session has ended" : `, and ${count} other sessions have ended`;
}
