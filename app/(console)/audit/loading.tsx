import { PageSkeleton } from "@/components/ui/skeleton";

export default function AuditLoading() {
  return <PageSkeleton title="the audit log" rows={12} />;
}
