import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { AuditFilters } from "@/components/audit/audit-filters";
import { AuditList } from "@/components/audit/audit-list";
import { auditHref, parseAuditSearch } from "@/components/audit/audit-url";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";

export const metadata: Metadata = { title: "Audit" };

interface AuditPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const search = parseAuditSearch(await searchParams);
  const page = await load((actor) => application().searchAudit(actor, search));
  return (
    <>
      <PageHeader
        title="Audit"
        description="Every act, and every refusal: who, what, on what, from where. The database itself refuses to change or delete an entry."
      />
      <AuditFilters search={search} actions={page.actions} />
      <Card padded={false}>
        {page.entries.length === 0 ? (
          <EmptyState icon={<ScrollText size={20} />} title="No entry fits">
            Ask for less: a shorter part of the address, or every act.
          </EmptyState>
        ) : (
          <AuditList entries={page.entries} />
        )}
      </Card>
      <nav aria-label="Pages" className="flex items-center justify-end gap-2">
        {search.before ? <ButtonLink href={auditHref({ ...search, before: null })}>Newest</ButtonLink> : null}
        {page.nextBefore ? (
          <ButtonLink href={auditHref({ ...search, before: page.nextBefore })}>Older</ButtonLink>
        ) : null}
      </nav>
    </>
  );
}
