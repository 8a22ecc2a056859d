import { KeyRound } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { currentSession } from "@/lib/auth/current";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { NewRequest } from "./new-request";

export const metadata = { title: "Request a certificate" };

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `?profile=` and `?authority=` choose beforehand. */
export default async function NewRequestPage({ searchParams }: Props) {
  const wanted = await searchParams;
  const session = await currentSession();
  const { profiles, authorities } = await load(async (actor) => {
    const app = application();
    const [all, choices] = await Promise.all([app.listProfiles(actor), app.authorityChoices(actor)]);
    return {
      profiles: all.filter(({ isArchived }) => !isArchived),
      authorities: choices.filter(({ kind, canIssue }) => kind === "issuing" && canIssue),
    };
  });
  if (authorities.length === 0 || profiles.length === 0) {
    return (
      <div className="grid gap-4.5">
        <PageHeader title="Request a certificate" parent={{ href: "/requests", label: "Requests" }} />
        <Card>
          <EmptyState icon={<KeyRound size={18} />} title="No authority can issue now">
            A certificate is signed by an issuing authority. Ask an administrator when there will be one.
          </EmptyState>
        </Card>
      </div>
    );
  }
  const chosen = (id: unknown) => profiles.find((profile) => profile.id === id);
  const profile = chosen(wanted.profile) ?? chosen(session?.defaultProfileId) ?? profiles[0]!;
  const authority = authorities.find(({ id }) => id === wanted.authority) ?? authorities[0]!;
  return (
    <NewRequest
      profiles={profiles}
      authorities={authorities}
      profileId={profile.id}
      authorityId={authority.id}
      today={new Date().toISOString()}
    />
  );
}
