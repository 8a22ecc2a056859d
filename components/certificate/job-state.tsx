import { Badge } from "@/components/ui/badge";
import type { BulkJobSummary } from "@/lib/contract/bulk";

export function JobState({ job }: { readonly job: BulkJobSummary }) {
  if (job.state === "running") return <Badge tone="accent">Under way</Badge>;
  if (job.state === "cancelled") return <Badge tone="off">Stopped</Badge>;
  return job.counts.refused > 0 ? <Badge tone="warn">Done in part</Badge> : <Badge tone="good">Done</Badge>;
}
