import { cache } from "react";
import { historyHref } from "@/components/audit/audit-href";
import { AuthorityFacts } from "@/components/authority/authority-facts";
import { ChildrenCard } from "@/components/authority/children-card";
import { CrlCard } from "@/components/authority/crl-card";
import { IssuedCounts } from "@/components/authority/issued-counts";
import { AuthorityStateBadge } from "@/components/authority/state-badge";
import { TrustRoot } from "@/components/authority/trust-root";
import { DecodedView } from "@/components/certificate/decoded-view";
import { DownloadMenu } from "@/components/certificate/download-menu";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { currentSession } from "@/lib/auth/current";
import type { AuthorityDetail, AuthoritySummary } from "@/lib/contract/authority";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { RevokeButton } from "../../certificates/[id]/revoke-button";
import { PauseActions } from "./pause-actions";
import { PublishCrlButton } from "./publish-crl-button";
import { RetireButton } from "./retire-button";
import { SettingsForm } from "./settings-form";

interface Props {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<{ readonly tab?: string | string[] }>;
}

const tabNames = { trust: "Trust the root", decoded: "Certificate", pem: "PEM", settings: "Settings" } as const;
type TabName = keyof typeof tabNames;

/** Once per request, however many ask: each counts what the authority issued. */
const readAuthority = cache((id: string) => load((actor) => application().authority(actor, id)));

export async function generateMetadata({ params }: Props) {
  const { id } = await params;
  const { name } = await readAuthority(id);
  return { title: name };
}

export default async function AuthorityPage({ params, searchParams }: Props) {
  const [{ id }, wanted] = await Promise.all([params, searchParams]);
  const [authority, all] = await Promise.all([
    readAuthority(id),
    load((actor) => application().listAuthorities(actor)),
  ]);
  const now = new Date().toISOString();
  const tabs = (Object.keys(tabNames) as TabName[]).filter((tab) => tab !== "settings" || authority.may.edit);
  const tab = tabs.find((name) => name === wanted.tab) ?? "trust";
  return (
    <div className="grid gap-4.5">
      <PageHeader
        parent={{ href: "/authorities", label: "Authorities" }}
        title={authority.name}
        aside={<AuthorityStateBadge authority={authority} />}
        actions={<Actions authority={authority} />}
      />
      <Warnings authority={authority} />
      <div className="grid items-start gap-4.5 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
        <div className="grid min-w-0 gap-4.5">
          <AuthorityFacts authority={authority} now={now} />
          {authority.kind === "root" ? (
            <ChildrenCard authorities={all.filter(({ parentId }) => parentId === id)} />
          ) : (
            <IssuedCounts authority={authority} />
          )}
        </div>
        <CrlCard
          authority={authority}
          now={now}
          publish={authority.may.publishCrl ? <PublishCrlButton authorityId={id} /> : null}
        />
      </div>
      <div className="grid gap-3.5">
        <LinkTabs
          label="About this authority"
          tabs={tabs.map((name) => ({
            href: name === "trust" ? `/authorities/${id}` : `/authorities/${id}?tab=${name}`,
            label: tabNames[name],
            isCurrent: name === tab,
          }))}
        />
        <TabContent authority={authority} rootId={rootIdOf(authority, all)} tab={tab} />
      </div>
    </div>
  );
}

async function Actions({ authority }: { readonly authority: AuthorityDetail }) {
  const permissions = (await currentSession())?.permissions ?? [];
  const { id, name, kind, may, certificateId, canIssue } = authority;
  return (
    <>
      {permissions.includes("audit.read") && (
        <ButtonLink href={historyHref({ objectKind: "authority", objectId: id })}>History</ButtonLink>
      )}
      <DownloadMenu certificateId={certificateId} isAuthority isRoot={kind === "root"} />
      {(may.pause || may.resume) && <PauseActions authorityId={id} name={name} may={may} />}
      {may.retire && <RetireButton authorityId={id} name={name} />}
      {may.revoke && <RevokeButton certificateId={certificateId} name={name} isAuthority />}
      {may.createIssuing && (
        <ButtonLink href={`/authorities/new?parent=${id}`} tone={kind === "root" ? "primary" : "plain"}>
          New issuing authority
        </ButtonLink>
      )}
      {kind === "issuing" && canIssue && permissions.includes("certificate.issue") && (
        <ButtonLink href={`/certificates/new?authority=${id}`} tone="primary">
          New certificate
        </ButtonLink>
      )}
    </>
  );
}

function Warnings({ authority }: { readonly authority: AuthorityDetail }) {
  const { state, canIssue, whyNot, isValidationUrlLoopback, validationUrl } = authority;
  if (state === "retired") {
    return (
      <Notice tone="warn" title="Retired: remove it from every machine that trusts it">
        It signs nothing but its CRL. A root cannot be revoked, so whoever still has it in a trust store goes on
        trusting it until it is taken out there.
      </Notice>
    );
  }
  if (!canIssue && whyNot !== "") {
    return (
      <Notice tone="warn" title="It cannot sign now">
        {whyNot}
      </Notice>
    );
  }
  if (!isValidationUrlLoopback) return null;
  return (
    <Notice tone="warn" title="Only this machine can check its certificates">
      They name <code className="text-sm">{validationUrl}</code>, a loopback address. Set a validation URL that your
      clients can reach before you issue for them.
    </Notice>
  );
}

interface TabContentProps {
  readonly authority: AuthorityDetail;
  readonly rootId: string;
  readonly tab: TabName;
}

function TabContent({ authority, rootId, tab }: TabContentProps) {
  switch (tab) {
    case "trust":
      return <TrustTab rootId={rootId} />;
    case "decoded":
      return (
        <Card>
          <DecodedView decoded={authority.decoded} isSigned />
        </Card>
      );
    case "pem":
      return (
        <div className="grid gap-3">
          <CodeBlock code={authority.pem} what="certificate in PEM" title={authority.name} />
          {authority.kind === "issuing" && (
            <CodeBlock code={authority.chainPem.join("")} what="chain in PEM" title="The whole chain, root last" />
          )}
        </div>
      );
    case "settings":
      return (
        <SettingsForm
          authorityId={authority.id}
          validationUrl={authority.validationUrl}
          crlLifeHours={Math.round(authority.crlLifeSeconds / 3_600)}
        />
      );
  }
}

async function TrustTab({ rootId }: { readonly rootId: string }) {
  return <TrustRoot root={await readAuthority(rootId)} />;
}

function rootIdOf(
  authority: Pick<AuthoritySummary, "id" | "parentId">,
  all: readonly Pick<AuthoritySummary, "id" | "parentId">[],
): string {
  const parent = all.find(({ id }) => id === authority.parentId);
  return parent === undefined ? authority.id : rootIdOf(parent, all);
}
