"use client";

import { signIn } from "next-auth/react";
import { startTransition, useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { FormError } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { signInFailureMessage } from "@/lib/contract/sign-in-failure";

export function SignInForm({ nextPath }: { readonly nextPath: string }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, submit, pending] = useActionState(async () => attempt({ email, password }, nextPath), null);
  return (
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) startTransition(submit);
      }}
      className="grid gap-4"
    >
      <FormError message={problem} />
      <Field label="E-mail">
        {(control) => (
          <Input
            {...control}
            type="email"
            name="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field label="Password">
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" tone="primary" pending={pending} className="h-9">
        {pending ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}

/** Leaves the page when it worked; otherwise says why not. */
async function attempt(credentials: { email: string; password: string }, nextPath: string): Promise<string | null> {
  try {
    const result = await signIn("credentials", { ...credentials, redirect: false });
    if (!result?.ok || result.error) return signInFailureMessage(result?.error ?? "");
    // A whole new page: nothing that was rendered for nobody stays in memory.
    window.location.assign(nextPath);
    return await new Promise<never>(() => {});
  } catch {
    return "The server did not answer. Try again.";
  }
}
