import { PageSkeleton } from "@/components/ui/skeleton";

export default function ProfilesLoading() {
  return <PageSkeleton title="profiles" rows={3} />;
}
