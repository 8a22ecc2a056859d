import type { Metadata } from "next";
import { ProfileList } from "@/components/profile/profile-list";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { currentSession } from "@/lib/auth/current";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";

export const metadata: Metadata = { title: "Profiles" };

export default async function ProfilesPage() {
  const profiles = await load((actor) => application().listProfiles(actor));
  const mayManage = (await currentSession())?.permissions.includes("profile.manage");
  const inUse = profiles.filter(({ isArchived }) => !isArchived);
  const archived = profiles.filter(({ isArchived }) => isArchived);
  return (
    <>
      <PageHeader
        title="Profiles"
        aside={inUse.length}
        description="What may be asked for. Every request is held against one of these before anything is signed."
        actions={
          <>
            <ButtonLink href="/profiles/keys">Keys that are refused</ButtonLink>
            {mayManage ? (
              <ButtonLink href="/profiles/new" tone="primary">
                New profile
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <ProfileList profiles={inUse} hrefOf={href} />
      {archived.length > 0 && (
        <section className="grid gap-2">
          <h2>Archived</h2>
          <ProfileList profiles={archived} hrefOf={href} />
        </section>
      )}
    </>
  );
}

const href = (id: string) => `/profiles/${id}`;
