import type { Metadata } from "next";
import { ProfileList } from "@/components/profile/profile-list";
import { PageHeader } from "@/components/ui/page-header";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { ProfileEditor } from "../profile-editor";

export const metadata: Metadata = { title: "New profile" };

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `?copy=` says of which; without it one is chosen first. */
export default async function NewProfilePage({ searchParams }: Props) {
  const { copy } = await searchParams;
  const profiles = await load((actor) => application().listProfiles(actor));
  const source = profiles.find(({ id }) => id === copy);
  if (source) return <ProfileEditor profile={source} mode="copy" />;
  return (
    <>
      <PageHeader
        parent={{ href: "/profiles", label: "Profiles" }}
        title="New profile"
        description="A profile begins as a copy. Which one is closest to what you need?"
      />
      <ProfileList
        profiles={profiles.filter(({ isArchived }) => !isArchived)}
        hrefOf={(id) => `/profiles/new?copy=${id}`}
      />
    </>
  );
}
