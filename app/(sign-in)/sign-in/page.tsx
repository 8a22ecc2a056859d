import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Gate } from "@/components/shell/gate";
import { Notice } from "@/components/ui/notice";
import { currentSession } from "@/lib/auth/current";
import { safeNextPath } from "@/lib/web/next-path";
import { SignInForm } from "./form";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, password } = await searchParams;
  const nextPath = safeNextPath(typeof next === "string" ? next : null);
  if (await currentSession()) redirect(nextPath);
  return (
    <Gate title="Sign in">
      {password === "set" ? <Notice tone="good">Your password is set. Sign in with it.</Notice> : null}
      <SignInForm nextPath={nextPath} />
      <p className="text-muted text-sm">
        Forgotten your password? An administrator can make you a link to set a new one. Without one:{" "}
        <code className="whitespace-nowrap text-ink">npx countersign reset-password</code> on the server.
      </p>
    </Gate>
  );
}
