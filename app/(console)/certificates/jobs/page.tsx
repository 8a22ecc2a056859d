import { ListChecks } from "lucide-react";
import Link from "next/link";
import { JobProgress } from "@/components/certificate/job-progress";
import { JobState } from "@/components/certificate/job-state";
import { ButtonLink } from "@/components/ui/button";
import { Card, ListRow } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { Refresher } from "../refresher";

export const metadata = { title: "Jobs" };

export default async function JobsPage() {
  const jobs = await load((actor) => application().listBulk(actor, { running: false }));
  return (
    <div className="grid gap-4.5">
      <PageHeader
        parent={{ href: "/certificates", label: "Certificates" }}
        title="Jobs"
        description="What you did to many certificates at once, latest first."
      />
      {jobs.some(({ state }) => state === "running") && <Refresher />}
      <Card padded={false}>
        {jobs.length === 0 ? (
          <EmptyState
            icon={<ListChecks size={18} />}
            title="No jobs yet"
            action={<ButtonLink href="/certificates">Certificates</ButtonLink>}
          >
            Choose certificates in the list, then renew, tag or revoke them together.
          </EmptyState>
        ) : (
          <ul>
            {jobs.map((job) => (
              <ListRow key={job.id} lead={<JobState job={job} />} trail={<Time value={job.createdAt} />}>
                <Link href={`/certificates/jobs/${job.id}`} className="font-medium hover:underline">
                  {job.title}
                </Link>
                <JobProgress job={job} />
              </ListRow>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
