import { Dot } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { historyHref } from "@/components/audit/audit-href";
import { keyLabels, usageLabels } from "@/components/profile/profile-facts";
import { TestBox } from "@/components/profile/test-box";
import { VersionList } from "@/components/profile/version-list";
import { Badge, Token } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { PageHeader } from "@/components/ui/page-header";
import { currentSession } from "@/lib/auth/current";
import type { ProfileDetail } from "@/lib/contract/profile";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { testProfile } from "../actions";
import { ArchiveButton, RestoreButton } from "./archive-button";

interface ProfilePageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export async function generateMetadata({ params }: ProfilePageProps) {
  return { title: `Profile ${(await params).id}` };
}

export default async function ProfilePage({ params }: ProfilePageProps) {
  const { id } = await params;
  const [profile, versions] = await load((actor) =>
    Promise.all([application().profile(actor, id), application().profileVersions(actor, id)]),
  );
  return (
    <>
      <PageHeader
        parent={{ href: "/profiles", label: "Profiles" }}
        title={profile.name}
        aside={<Standing profile={profile} />}
        description={profile.description}
        actions={<Actions profile={profile} />}
      />
      <div className="grid items-start gap-4.5 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
        <div className="grid min-w-0 gap-4.5">
          <Card title="What it allows" padded={false}>
            <ul>
              {profile.sentences.map((sentence) => (
                <li key={sentence} className="flex items-start gap-2.5 border-line px-3.5 py-2 not-last:border-b">
                  <Dot aria-hidden size={18} className="-mx-1 mt-px shrink-0 text-faint" />
                  <span className="min-w-0 break-words">{sentence}</span>
                </li>
              ))}
            </ul>
          </Card>
          <VersionList profileId={profile.id} versions={versions} />
        </div>
        <div className="grid min-w-0 gap-4.5">
          <TestBox profileId={profile.id} draft={null} keyTypes={profile.keyTypes} test={testProfile} />
          <Card title="At a glance">
            <DefinitionList items={facts(profile)} />
          </Card>
        </div>
      </div>
    </>
  );
}

function Standing({ profile }: { readonly profile: ProfileDetail }) {
  if (profile.isArchived) return <Badge tone="off">Archived</Badge>;
  return profile.isBuiltIn ? "built in" : `version ${profile.version}`;
}

async function Actions({ profile: { id, name, may, standing, isArchived } }: { readonly profile: ProfileDetail }) {
  const permissions = (await currentSession())?.permissions ?? [];
  const mayIssue = permissions.includes("certificate.issue") && !isArchived;
  const mayOnlyAsk = !mayIssue && permissions.includes("request.create") && !isArchived;
  return (
    <>
      {permissions.includes("audit.read") && (
        <ButtonLink href={historyHref({ objectKind: "profile", objectId: id })}>History</ButtonLink>
      )}
      {may.archive && <ArchiveButton profileId={id} name={name} standing={standing} />}
      {may.restore && <RestoreButton profileId={id} name={name} />}
      {may.copy && <ButtonLink href={`/profiles/new?copy=${id}`}>Copy</ButtonLink>}
      {may.edit && <ButtonLink href={`/profiles/${id}/edit`}>Edit</ButtonLink>}
      {mayOnlyAsk && (
        <ButtonLink href={`/requests/new?profile=${id}`} tone="primary">
          Request a certificate
        </ButtonLink>
      )}
      {mayIssue && (
        <ButtonLink href={`/certificates/new?profile=${id}`} tone="primary">
          New certificate
        </ButtonLink>
      )}
    </>
  );
}

function facts(profile: ProfileDetail): readonly { term: string; value: ReactNode }[] {
  return [
    { term: "Usage", value: <Tokens values={usageLabels(profile)} mono={false} /> },
    { term: "Key usage", value: <Tokens values={profile.keyUsage} /> },
    { term: "Keys", value: keyLabels(profile).join(", ") },
    {
      term: "Valid for",
      value: `${profile.validityDaysDefault === 1 ? "1 day" : `${profile.validityDaysDefault} days`} unless asked otherwise, ${profile.validityDaysMax} at most`,
    },
    { term: "CRL address", value: profile.hasCrlDistributionPoint ? "written into each certificate" : "left out" },
    {
      term: "Issuer address",
      value: profile.hasAuthorityInformationAccess ? "written into each certificate" : "left out",
    },
    { term: "Version", value: profile.version },
    {
      term: "In use",
      value: (
        <Link href={`/certificates?profile=${profile.id}`} className="text-accent hover:underline">
          {profile.standing === 1 ? "1 valid certificate" : `${profile.standing} valid certificates`}
        </Link>
      ),
    },
  ];
}

function Tokens({ values, mono }: { readonly values: readonly string[]; readonly mono?: boolean }) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {values.map((value) => (
        <Token key={value} mono={mono}>
          {value}
        </Token>
      ))}
    </span>
  );
}
