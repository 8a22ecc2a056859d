import Link from "next/link";
import { keyLabels, usageLabels } from "@/components/profile/profile-facts";
import { Badge, Token } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ProfileDto } from "@/lib/contract/profile";
import { keyTypes } from "@/lib/pki/algorithm";

export interface ProfileListProps {
  readonly profiles: readonly ProfileDto[];
  /** Where a profile's name leads. */
  readonly hrefOf: (id: string) => string;
}

export function ProfileList({ profiles, hrefOf }: ProfileListProps) {
  return (
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
          <ProfileRow key={profile.id} profile={profile} href={hrefOf(profile.id)} />
        ))}
      </Table>
    </Card>
  );
}

function ProfileRow({ profile, href }: { readonly profile: ProfileDto; readonly href: string }) {
  return (
    <Tr>
      <Td className="py-2">
        <Link href={href} className="font-medium hover:underline">
          {profile.name}
        </Link>
        <span className="ml-2 text-faint text-sm">{profile.isBuiltIn ? "built in" : `version ${profile.version}`}</span>
        {profile.isArchived ? (
          <Badge tone="off" className="ml-2">
            Archived
          </Badge>
        ) : null}
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
        {profile.validityDaysDefault === 1 ? "1 day" : `${profile.validityDaysDefault} days`}, at most{" "}
        {profile.validityDaysMax}
      </Td>
      <Td from="md" className="text-muted">
        {profile.keyTypes.length === keyTypes.length ? "Any" : keyLabels(profile).join(", ")}
      </Td>
    </Tr>
  );
}
