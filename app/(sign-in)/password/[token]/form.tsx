"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { useAction } from "@/components/ui/use-action";
import { setPassword } from "./actions";

export function SetPasswordForm({ token, email }: { readonly token: string; readonly email: string }) {
  const router = useRouter();
  const [password, setPasswordText] = useState("");
  const { run, pending, failure, errorOf } = useAction(setPassword, {
    onSuccess: () => router.replace("/sign-in?password=set"),
  });
  const fieldError = errorOf("password");
  return (
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) run({ token, password });
      }}
      className="grid gap-4"
    >
      <FormError message={fieldError ? null : failure?.message} />
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <Field label="New password" error={fieldError} hint="At least 12 characters, and none of the most common ones.">
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="new-password"
            required
            value={password}
            onChange={(event) => setPasswordText(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" tone="primary" pending={pending} className="h-9">
        Set password
      </Button>
    </form>
  );
}
