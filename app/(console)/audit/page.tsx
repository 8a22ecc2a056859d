import { Download, ScrollText } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { AuditFilters } from "@/components/audit/audit-filters";
import { auditHref, exportHref } from "@/components/audit/audit-href";
import { AuditList } from "@/components/audit/audit-list";
import { parseAuditSearch } from "@/components/audit/audit-url";
import { objectHref } from "@/components/audit/audit-words";
import { ButtonLink, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { AuditEntryDto, AuditSearch } from "@/lib/contract/audit";
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
        actions={
          page.entries.length > 0 ? (
            <>
              <ExportLink href={exportHref(search, "csv")}>CSV</ExportLink>
              <ExportLink href={exportHref(search, "json")}>JSON</ExportLink>
            </>
          ) : null
        }
      />
      <AuditFilters search={search} actions={page.actions} />
      {(search.objectId ?? search.objectKind) ? <OneHistory search={search} entry={page.entries[0]} /> : null}
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

/** A file, not a page: no prefetch, no client navigation. */
function ExportLink({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <a href={href} download className={buttonClass()}>
      <Download aria-hidden size={14} />
      {children}
    </a>
  );
}

interface OneHistoryProps {
  readonly search: AuditSearch;
  readonly entry: AuditEntryDto | undefined;
}

/** Says whose history this is, and the way to it and back. */
function OneHistory({ search, entry }: OneHistoryProps) {
  const kind = entry?.objectKind ?? search.objectKind ?? "object";
  const href = entry ? objectHref(entry) : null;
  const name = entry?.objectName || kind;
  return (
    <p className="text-muted">
      Everything about the {kind.replace("-", " ")}{" "}
      {search.objectId ? (
        href ? (
          <Link href={href} className="link break-all">
            {name}
          </Link>
        ) : (
          <span className="break-all text-ink">{name}</span>
        )
      ) : null}
    </p>
  );
}
