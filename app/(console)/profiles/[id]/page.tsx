import { Dot } from "lucide-react";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { keyLabels, usageLabels } from "@/components/profile/profile-facts";
import { Token } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { PageHeader } from "@/components/ui/page-header";
import { currentSession } from "@/lib/auth/current";
import type { ProfileDto } from "@/lib/contract/profile";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";

interface ProfilePageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export async function generateMetadata({ params }: ProfilePageProps) {
  return { title: `Profile ${(await params).id}` };
}

export default async function ProfilePage({ params }: ProfilePageProps) {
  const { id } = await params;
  const profile = (await load((actor) => application().listProfiles(actor))).find((each) => each.id === id);
  if (!profile) notFound();
  const mayIssue = (await currentSession())?.permissions.includes("certificate.issue");
  return (
    <>
      <PageHeader
        parent={{ href: "/profiles", label: "Profiles" }}
        title={profile.name}
        aside={profile.isBuiltIn ? "built in" : null}
        description={profile.description}
        actions={
          mayIssue ? (
            <ButtonLink href={`/certificates/new?profile=${profile.id}`} tone="primary">
              New certificate
            </ButtonLink>
          ) : null
        }
      />
      <div className="grid items-start gap-4.5 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
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
        <Card title="At a glance">
          <DefinitionList items={facts(profile)} />
        </Card>
      </div>
    </>
  );
}

function facts(profile: ProfileDto): readonly { term: string; value: ReactNode }[] {
  return [
    { term: "Usage", value: <Tokens values={usageLabels(profile)} mono={false} /> },
    { term: "Key usage", value: <Tokens values={profile.keyUsage} /> },
    { term: "Keys", value: keyLabels(profile).join(", ") },
    {
      term: "Valid for",
      value: `${profile.validityDaysDefault} days unless asked otherwise, ${profile.validityDaysMax} at most`,
    },
    { term: "CRL address", value: profile.hasCrlDistributionPoint ? "written into each certificate" : "left out" },
    {
      term: "Issuer address",
      value: profile.hasAuthorityInformationAccess ? "written into each certificate" : "left out",
    },
    { term: "Version", value: profile.version },
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
