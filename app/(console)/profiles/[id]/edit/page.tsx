import { forbidden, redirect } from "next/navigation";
import { currentSession } from "@/lib/auth/current";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { ProfileEditor } from "../../profile-editor";

export const metadata = { title: "Edit profile" };

export default async function EditProfilePage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  const { may, standing: _, ...profile } = await load((actor) => application().profile(actor, id));
  if (!(await currentSession())?.permissions.includes("profile.manage")) forbidden();
  if (!may.edit) redirect(`/profiles/${id}`);
  return <ProfileEditor key={profile.version} profile={profile} mode="edit" />;
}
