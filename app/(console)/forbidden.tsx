import { LockKeyhole } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { currentSession } from "@/lib/auth/current";

export default async function ConsoleForbidden() {
  const session = await currentSession();
  return (
    <div data-page-error className="grid max-w-prose gap-3 py-8">
      <LockKeyhole aria-hidden size={24} className="text-muted" />
      <h1>Not for your role</h1>
      <p className="text-muted">
        You are signed in as {session?.roles ?? "nobody"}, and what you were granted does not reach this page. An
        administrator can grant you more. The attempt is in the audit log.
      </p>
      <p>
        <ButtonLink href="/">Back to what you may see</ButtonLink>
      </p>
    </div>
  );
}
