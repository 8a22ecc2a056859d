import { KeyRound, Landmark } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { currentSession } from "@/lib/auth/current";
import type { AuthorityChoice } from "@/lib/contract/authority";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { NewCertificate } from "./new-certificate";

export const metadata = { title: "New certificate" };

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `?profile=` and `?authority=` choose beforehand. */
export default async function NewCertificatePage({ searchParams }: Props) {
  const wanted = await searchParams;
  const session = await currentSession();
  const { profiles, authorities, issuing } = await load(async (actor) => {
    const app = application();
    const [allProfiles, allAuthorities] = await Promise.all([app.listProfiles(actor), app.authorityChoices(actor)]);
    const issuing = allAuthorities.filter(({ kind, canIssue }) => kind === "issuing" && canIssue);
    return { profiles: allProfiles.filter(({ isArchived }) => !isArchived), authorities: allAuthorities, issuing };
  });
  if (issuing.length === 0 || profiles.length === 0) return <NobodyCanIssue authorities={authorities} />;
  const chosen = (id: unknown) => profiles.find((profile) => profile.id === id);
  const profile = chosen(wanted.profile) ?? chosen(session?.defaultProfileId) ?? profiles[0]!;
  const authority = issuing.find(({ id }) => id === wanted.authority) ?? issuing[0]!;
  return (
    <NewCertificate
      profiles={profiles}
      authorities={issuing}
      profileId={profile.id}
      authorityId={authority.id}
      today={new Date().toISOString()}
    />
  );
}

function NobodyCanIssue({ authorities }: { readonly authorities: readonly AuthorityChoice[] }) {
  const reasons = authorities.filter(({ kind, whyNot }) => kind === "issuing" && whyNot !== "");
  return (
    <div className="grid gap-4.5">
      <PageHeader title="New certificate" />
      <Card>
        <EmptyState
          icon={reasons.length > 0 ? <Landmark size={18} /> : <KeyRound size={18} />}
          title="No authority can issue now"
          action={<ButtonLink href="/authorities">Authorities</ButtonLink>}
        >
          {reasons.length > 0
            ? reasons.map(({ name, whyNot }) => `${name}: ${whyNot}`).join(" ")
            : "Certificates are signed by an issuing authority. Make one first."}
        </EmptyState>
      </Card>
    </div>
  );
}
