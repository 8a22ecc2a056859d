import { PageSkeleton } from "@/components/ui/skeleton";

export default function OverviewLoading() {
  return <PageSkeleton title="the overview" rows={6} />;
}
