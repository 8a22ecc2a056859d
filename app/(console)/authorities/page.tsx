import { Landmark, Plus } from "lucide-react";
import { AuthorityTable } from "@/components/authority/authority-table";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { currentSession } from "@/lib/auth/current";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";

export const metadata = { title: "Authorities" };

export default async function AuthoritiesPage() {
  const authorities = await load((actor) => application().listAuthorities(actor));
  const session = await currentSession();
  const mayCreate = session?.permissions.includes("authority.create") ?? false;
  const hasRoot = authorities.some(({ kind, state }) => kind === "root" && state === "active");
  const actions = mayCreate && (
    <>
      <ButtonLink href="/authorities/new?kind=root">
        <Plus aria-hidden size={14} />
        New root
      </ButtonLink>
      {hasRoot && (
        <ButtonLink href="/authorities/new" tone="primary">
          <Plus aria-hidden size={14} />
          New issuing authority
        </ButtonLink>
      )}
    </>
  );
  return (
    <div className="grid gap-4.5">
      <PageHeader
        title="Authorities"
        description="Roots are what others trust. Issuing authorities sign certificates in their name; each publishes its own list of what is revoked."
        actions={actions}
      />
      <Card padded={false}>
        {authorities.length === 0 ? (
          <EmptyState icon={<Landmark size={18} />} title="No authorities">
            Make a root first, then an issuing authority under it.
          </EmptyState>
        ) : (
          <AuthorityTable authorities={authorities} now={new Date().toISOString()} />
        )}
      </Card>
    </div>
  );
}
