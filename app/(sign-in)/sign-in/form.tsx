"use client";

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

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Leaves the page when it worked; otherwise says why not. */
async function attempt(credentials: Credentials, nextPath: string): Promise<string | null> {
  try {
    const problem = await refusalOf(credentials);
    if (problem !== null) return signInFailureMessage(problem);
    // A whole new page: nothing that was rendered for nobody stays in memory.
    window.location.assign(nextPath);
    return await new Promise<never>(() => {});
  } catch {
    return "The server did not answer. What you typed is still here; try again.";
  }
}

/**
 * Null when it worked. As next-auth’s own client does it, but for one thing: when the server is away, that one leaves for
 * an error page, and what was typed is gone.
 */
async function refusalOf(credentials: Credentials): Promise<string | null> {
  const token = await fetch("/api/auth/csrf", { cache: "no-store" });
  if (!token.ok) throw new Error(`csrf: ${token.status}`);
  const { csrfToken } = (await token.json()) as { readonly csrfToken: string };
  const body = new URLSearchParams({ ...credentials, csrfToken, json: "true", callbackUrl: window.location.href });
  const answer = await fetch("/api/auth/callback/credentials", { method: "POST", body });
  const { url } = (await answer.json()) as { readonly url: string };
  return new URL(url).searchParams.get("error") ?? (answer.ok ? null : "");
}
