import { Inbox, Plus } from "lucide-react";
import { RequestList } from "@/components/request/request-list";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { currentSession } from "@/lib/auth/current";
import type { RequestSearch, RequestList as Requests } from "@/lib/contract/request";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";

export const metadata = { title: "Requests" };

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** `?state=decided&whose=mine&before=<id>`; without `whose` everybody’s, for those who may see them. */
export default async function RequestsPage({ searchParams }: Props) {
  const wanted = await searchParams;
  const permissions = (await currentSession())?.permissions ?? [];
  const mayReadAll = permissions.includes("request.read");
  const search: RequestSearch = {
    state: wanted.state === "decided" ? "decided" : "waiting",
    whose: mayReadAll && wanted.whose !== "mine" ? "all" : "mine",
    before: typeof wanted.before === "string" ? wanted.before : null,
  };
  const list = await load((actor) => application().listRequests(actor, search));
  return (
    <div className="grid gap-4.5">
      <PageHeader
        title="Requests"
        description="Certificates that one person asks for and another approves."
        actions={
          list.may.create ? (
            <ButtonLink href="/requests/new" tone={permissions.includes("certificate.issue") ? "plain" : "primary"}>
              <Plus aria-hidden size={14} />
              Request a certificate
            </ButtonLink>
          ) : null
        }
      />
      <div className="grid gap-3.5">
        <LinkTabs label="Requests" tabs={tabsOf(search, list)} />
        <Card padded={false}>
          {list.rows.length === 0 ? <Nothing {...{ search, list }} /> : <RequestList rows={list.rows} />}
        </Card>
        <nav aria-label="Pages" className="flex justify-end gap-2 empty:hidden">
          {search.before !== null && <ButtonLink href={hrefOf({ ...search, before: null })}>Newest</ButtonLink>}
          {list.nextBefore !== null && (
            <ButtonLink href={hrefOf({ ...search, before: list.nextBefore })}>Older</ButtonLink>
          )}
        </nav>
      </div>
    </div>
  );
}

function hrefOf({ state, whose, before }: RequestSearch): string {
  const query = new URLSearchParams({
    ...(state === "decided" && { state }),
    ...(whose === "mine" && { whose }),
    ...(before !== null && { before }),
  });
  return `/requests${query.size > 0 ? `?${query}` : ""}`;
}

function tabsOf(search: RequestSearch, { waiting, may }: Requests) {
  const tab = (state: RequestSearch["state"], whose: RequestSearch["whose"], label: string) => ({
    href: hrefOf({ state, whose, before: null }),
    label: search.state === state && search.whose === whose && state === "waiting" ? `${label} ${waiting}` : label,
    isCurrent: search.state === state && search.whose === whose,
  });
  if (!may.readAll) return [tab("waiting", "mine", "Waiting"), tab("decided", "mine", "Decided")];
  return [
    tab("waiting", "all", "Waiting"),
    tab("decided", "all", "Decided"),
    tab("waiting", "mine", "Mine, waiting"),
    tab("decided", "mine", "Mine, decided"),
  ];
}

function Nothing({ search, list }: { readonly search: RequestSearch; readonly list: Requests }) {
  if (search.state === "decided") {
    return (
      <EmptyState icon={<Inbox size={18} />} title="Nothing was decided yet">
        Approved and refused requests stand here, with who decided and why.
      </EmptyState>
    );
  }
  if (search.whose === "all") {
    return (
      <EmptyState icon={<Inbox size={18} />} title="No request waits">
        {list.may.decide
          ? "When somebody asks for a certificate, it stands here until you or another operator decides."
          : "When somebody asks for a certificate, it stands here until an operator decides."}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Inbox size={18} />}
      title="Nothing of yours waits"
      action={list.may.create ? <ButtonLink href="/requests/new">Request a certificate</ButtonLink> : undefined}
    >
      Ask for a certificate here; an operator approves it, and you collect it with the key that stayed in this browser.
    </EmptyState>
  );
}
