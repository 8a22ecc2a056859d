import type { Metadata } from "next";
import Link from "next/link";
import { keyLabels, usageLabels } from "@/components/profile/profile-facts";
import { Token } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ProfileDto } from "@/lib/contract/profile";
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
      <Card padded={false}>
        <Table
          label="Profiles"
          head={
            <>
              <Th>Profile</Th>
              <Th>Usage</Th>
              <Th from="sm">Valid for</Th>
              <Th from="md">Keys</Th>
            </>
          }
        >
          {profiles.map((profile) => (
            <ProfileRow key={profile.id} profile={profile} />
          ))}
        </Table>
      </Card>
    </>
  );
}

function ProfileRow({ profile }: { readonly profile: ProfileDto }) {
  return (
    <Tr>
      <Td className="py-2">
        <Link href={`/profiles/${profile.id}`} className="font-medium hover:underline">
          {profile.name}
        </Link>
        {profile.isBuiltIn ? <span className="ml-2 text-faint text-sm">built in</span> : null}
        <p className="text-muted">{profile.description}</p>
      </Td>
      <Td>
        <span className="flex flex-wrap gap-1.5">
          {usageLabels(profile).map((label) => (
            <Token key={label} mono={false}>
              {label}
            </Token>
          ))}
        </span>
      </Td>
      <Td from="sm" className="nums whitespace-nowrap text-muted">
        {profile.validityDaysDefault} days, at most {profile.validityDaysMax}
      </Td>
      <Td from="md" className="text-muted">
        {keyLabels(profile).join(", ")}
      </Td>
    </Tr>
  );
}
