import { FileBadge, Plus, SearchX } from "lucide-react";
import { redirect } from "next/navigation";
import { ExpiryChip } from "@/components/certificate/expiry-chip";
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
import type { CertificateList } from "@/lib/contract/certificate-search";
import { isCaError } from "@/lib/errors";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { ChosenCertificates, ExportMenu, type ManyAct } from "./chosen-certificates";
import { MarkChip } from "./mark-chip";
import { RunningJobs } from "./running-jobs";
import { SavedViews } from "./saved-views";

export const metadata = { title: "Certificates" };

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CertificatesPage({ searchParams }: Props) {
  const parameters = await searchParams;
  const view = parseSearch(parameters);
  const pasted = searchFromPaste(view.q);
  if ("q" in pasted && pasted.q !== view.q) redirect(searchHref({ ...firstPage(view), q: pasted.q }));
  const { skipped: _, columns: __, ...search } = view;
  const [list, authorities, profiles, views, jobs] = await load((actor) =>
    Promise.all([
      application().searchCertificates(actor, search).catch(orFirstPage(view)),
      application().authorityChoices(actor),
      application().listProfiles(actor),
      application().listViews(actor),
      application().listBulk(actor, { running: true }),
    ]),
  );
  const permissions = (await currentSession())?.permissions ?? [];
  const may = {
    renew: permissions.includes("certificate.renew"),
    revoke: permissions.includes("certificate.revoke"),
    tag: permissions.includes("certificate.edit"),
  };
  return (
    <div className="grid gap-4.5">
      <PageHeader
        title="Certificates"
        aside={totalWords(list.total)}
        actions={
          <>
            {may.tag && (
              <ButtonLink href="/certificates/jobs" tone="quiet">
                Jobs
              </ButtonLink>
            )}
            {list.rows.length > 0 && <ExportMenu view={view} ids={null} label="Export" />}
            <NewCertificateLink permissions={permissions} />
          </>
        }
      />
      <RunningJobs jobs={jobs} />
      <div className="grid gap-2.5">
        <SearchBox view={view} />
        <FilterBar
          view={view}
          authorities={authorities}
          profiles={profiles}
          more={
            <>
              <ExpiryChip view={view} />
              <MarkChip view={view} filter="owner" names={ownerNames(view, list)} />
              <MarkChip view={view} filter="tag" names={view.tag} />
            </>
          }
          views={<SavedViews view={view} views={views} />}
        />
      </div>
      {isOnlyAuthorities(view, list) && <NothingIssued />}
      {list.rows.length === 0 ? (
        <Card padded={false}>
          <NothingHere view={view} permissions={permissions} />
        </Card>
      ) : (
        <ChosenCertificates
          key={searchHref({ ...view, columns: [] })}
          rows={list.rows}
          now={new Date().toISOString()}
          view={view}
          total={list.total}
          may={may}
          act={wantedAct(parameters.act, may)}
        />
      )}
      {list.rows.length > 0 && <Pages view={view} list={list} />}
    </div>
  );
}

/** A user is known by an address; where no row has it, the value itself must do. */
function ownerNames({ owner }: SearchView, { rows }: CertificateList): string[] {
  const name = (value: string) => rows.find((row) => row.owner?.value === value)?.owner?.name;
  return owner.map((value) => (value === "me" ? "mine" : (name(value) ?? value.replace(/^(text|user):/, ""))));
}

/** `?act=renew` asks about the whole view at once, for links that lead here to do it. */
function wantedAct(act: string | string[] | undefined, may: Readonly<Record<ManyAct, boolean>>): ManyAct | null {
  return (["renew", "revoke", "tag"] as const).find((one) => one === act && may[one]) ?? null;
}

/** A shared link may name a place that this list does not know. */
function orFirstPage(view: SearchView) {
  return (error: unknown): never => {
    if (view.cursor !== null && isCaError(error) && error.code === "invalid") redirect(searchHref(firstPage(view)));
    throw error;
  };
}

function NewCertificateLink({ permissions }: { readonly permissions: readonly string[] }) {
  const mayIssue = permissions.includes("certificate.issue");
  if (!mayIssue && permissions.includes("request.create")) {
    return (
      <ButtonLink href="/requests/new" tone="primary">
        <Plus aria-hidden size={14} />
        Request a certificate
      </ButtonLink>
    );
  }
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

function NothingHere({ view, permissions }: { readonly view: SearchView; readonly permissions: readonly string[] }) {
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
      action={<NewCertificateLink permissions={permissions} />}
    >
      {permissions.includes("certificate.issue")
        ? "Issue one for a server and one for a client, and the two can prove to each other who they are."
        : "What is issued for you stands here."}
    </EmptyState>
  );
}
