import type { Metadata } from "next";
import Link from "next/link";
import { keyLabels, usageLabels } from "@/components/profile/profile-facts";
import { Badge, Token } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";

export const metadata: Metadata = { title: "Profiles" };

export default async function ProfilesPage() {
  const profiles = await load((actor) => application().listProfiles(actor));
  return (
    <>
      <PageHeader
        title="Profiles"
        aside={profiles.length}
        description="What may be asked for. Every request is held against one of these before anything is signed."
      />
      <div className="grid items-start gap-4.5 lg:grid-cols-2 xl:grid-cols-3">
        {profiles.map((profile) => (
          <Card
            key={profile.id}
            title={
              <Link href={`/profiles/${profile.id}`} className="hover:underline">
                {profile.name}
              </Link>
            }
            aside={profile.isBuiltIn ? <Badge tone="off">Built in</Badge> : null}
          >
            <p className="text-muted">{profile.description}</p>
            <p className="flex flex-wrap gap-1.5 py-3">
              {usageLabels(profile).map((label) => (
                <Token key={label}>{label}</Token>
              ))}
            </p>
            <p className="nums text-muted text-sm">
              {profile.validityDaysDefault} days unless asked otherwise, {profile.validityDaysMax} at most ·{" "}
              {keyLabels(profile).length} key types
            </p>
          </Card>
        ))}
      </div>
    </>
  );
}
