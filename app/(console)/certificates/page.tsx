import { FileBadge, Plus, SearchX } from "lucide-react";
import { redirect } from "next/navigation";
import { CertificateTable } from "@/components/certificate/certificate-table";
import { FilterBar } from "@/components/certificate/filter-bar";
import { searchFromPaste } from "@/components/certificate/pasted-search";
import { SearchBox } from "@/components/certificate/search-box";
import {
  firstPage,
  isFiltered,
  parseSearch,
  rangeWords,
  type SearchView,
  searchHref,
  totalWords,
} from "@/components/certificate/search-url";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { currentSession } from "@/lib/auth/current";
import type { CertificateList } from "@/lib/contract/certificate";
import { isCaError } from "@/lib/errors";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";

export const metadata = { title: "Certificates" };

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CertificatesPage({ searchParams }: Props) {
  const view = parseSearch(await searchParams);
  const pasted = searchFromPaste(view.q);
  if ("q" in pasted && pasted.q !== view.q) redirect(searchHref({ ...firstPage(view), q: pasted.q }));
  const { skipped: _, ...search } = view;
  const [list, authorities, profiles] = await load((actor) =>
    Promise.all([
      application().searchCertificates(actor, search).catch(orFirstPage(view)),
      application().authorityChoices(actor),
      application().listProfiles(actor),
    ]),
  );
  const permissions = (await currentSession())?.permissions ?? [];
  return (
    <div className="grid gap-4.5">
      <PageHeader
        title="Certificates"
        aside={totalWords(list.total)}
        actions={<NewCertificateLink mayIssue={permissions.includes("certificate.issue")} />}
      />
      <div className="grid gap-2.5">
        <SearchBox view={view} />
        <FilterBar view={view} authorities={authorities} profiles={profiles} />
      </div>
      {isOnlyAuthorities(view, list) && <NothingIssued />}
      <Card padded={false}>
        {list.rows.length === 0 ? (
          <NothingHere view={view} />
        ) : (
          <CertificateTable rows={list.rows} now={new Date().toISOString()} />
        )}
      </Card>
      {list.rows.length > 0 && <Pages view={view} list={list} />}
    </div>
  );
}

/** A shared link may name a place that this list does not know. */
function orFirstPage(view: SearchView) {
  return (error: unknown): never => {
    if (view.cursor !== null && isCaError(error) && error.code === "invalid") redirect(searchHref(firstPage(view)));
    throw error;
  };
}

function NewCertificateLink({ mayIssue }: { readonly mayIssue: boolean }) {
  if (!mayIssue) return <ButtonLink href="/certificates/new">Preview a certificate</ButtonLink>;
  return (
    <ButtonLink href="/certificates/new" tone="primary">
      <Plus aria-hidden size={14} />
      New certificate
    </ButtonLink>
  );
}

function Pages({ view, list }: { readonly view: SearchView; readonly list: CertificateList }) {
  const next = { ...view, cursor: list.nextCursor, skipped: view.skipped + list.rows.length };
  return (
    <nav aria-label="Pages" className="flex items-center justify-end gap-2">
      <span className="nums mr-1 text-muted">{rangeWords(view, list.rows.length, list.total)}</span>
      {view.cursor !== null && <ButtonLink href={searchHref(firstPage(view))}>First page</ButtonLink>}
      {list.nextCursor !== null && <ButtonLink href={searchHref(next)}>Next</ButtonLink>}
    </nav>
  );
}

/** A new instance: the authorities are there, and nothing else. */
function isOnlyAuthorities(view: SearchView, { rows, nextCursor }: CertificateList): boolean {
  const isWhole = !isFiltered(view) && view.cursor === null && nextCursor === null;
  return isWhole && rows.length > 0 && rows.every(({ kind }) => kind === "authority");
}

function NothingIssued() {
  return (
    <Notice tone="info" title="Nothing has been issued yet">
      These are the authorities’ own certificates. Issue one for a server and one for a client, and the two can prove to
      each other who they are.
    </Notice>
  );
}

function NothingHere({ view }: { readonly view: SearchView }) {
  if (view.cursor !== null) {
    return (
      <EmptyState
        icon={<SearchX size={18} />}
        title="This page is empty now"
        action={<ButtonLink href={searchHref(firstPage(view))}>First page</ButtonLink>}
      >
        What was here has moved since the link was made.
      </EmptyState>
    );
  }
  if (isFiltered(view)) {
    return (
      <EmptyState
        icon={<SearchX size={18} />}
        title="Nothing found"
        action={<ButtonLink href="/certificates">Show all certificates</ButtonLink>}
      >
        The search takes part of a name, an IP address, a serial in hex or decimal, a SHA-1 or SHA-256 fingerprint, or a
        certificate pasted as PEM.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<FileBadge size={18} />}
      title="No certificates yet"
      action={
        <ButtonLink href="/certificates/new" tone="primary">
          New certificate
        </ButtonLink>
      }
    >
      Issue one for a server and one for a client, and the two can prove to each other who they are.
    </EmptyState>
  );
}
