import type { Metadata } from "next";
import { Gate } from "@/components/shell/gate";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { application } from "@/lib/running";
import { SetPasswordForm } from "./form";

export const metadata: Metadata = { title: "Set a password" };

export default async function PasswordPage({ params }: { readonly params: Promise<{ readonly token: string }> }) {
  const { token } = await params;
  const link = await application().passwordLink(token);
  if (!link) {
    return (
      <Gate title="This link leads nowhere any more">
        <Notice tone="warn">
          A link to set a password works once and for a limited time. Ask an administrator for a new one.
        </Notice>
        <ButtonLink href="/sign-in" className="justify-self-start">
          To the sign-in page
        </ButtonLink>
      </Gate>
    );
  }
  return (
    <Gate title="Set a password" description={`For ${link.email}. Other sessions of this account end.`}>
      <SetPasswordForm token={token} email={link.email} />
    </Gate>
  );
}
