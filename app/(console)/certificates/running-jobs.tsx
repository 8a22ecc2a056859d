import Link from "next/link";
import { JobProgress } from "@/components/certificate/job-progress";
import type { BulkJobSummary } from "@/lib/contract/bulk";
import { Refresher } from "./refresher";

/** What this person has begun and is not done yet, wherever it runs. */
export function RunningJobs({ jobs }: { readonly jobs: readonly BulkJobSummary[] }) {
  if (jobs.length === 0) return null;
  return (
    <section aria-label="Under way" className="grid gap-2 rounded-lg border border-line bg-raised px-3.5 py-3">
      <Refresher />
      {jobs.map((job) => (
        <Link key={job.id} href={`/certificates/jobs/${job.id}`} className="grid gap-1 hover:underline">
          {job.title}
          <JobProgress job={job} />
        </Link>
      ))}
    </section>
  );
}
