import Link from "next/link";
import { historyHref } from "@/components/audit/audit-href";
import { JobProgress } from "@/components/certificate/job-progress";
import { JobState } from "@/components/certificate/job-state";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { currentSession } from "@/lib/auth/current";
import { type BulkItemDto, type BulkJobDetail, bulkItemStates } from "@/lib/contract/bulk";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { Refresher } from "../../refresher";
import { JobActions } from "./job-actions";

export const metadata = { title: "Job" };

interface Props {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<{ readonly state?: string | string[]; readonly after?: string | string[] }>;
}

const pageSize = 100;
const stateNames = { waiting: "Waiting", done: "Done", skipped: "Passed over", refused: "Refused" } as const;
const stateTones = { waiting: "warn", done: "good", skipped: "off", refused: "bad" } as const;

export default async function JobPage({ params, searchParams }: Props) {
  const [{ id }, wanted] = await Promise.all([params, searchParams]);
  const state = bulkItemStates.find((one) => one === wanted.state) ?? null;
  const after = Number(wanted.after);
  const from = Number.isSafeInteger(after) && after > 0 ? after : 0;
  const job = await load((actor) => application().bulk(actor, { jobId: id, state, after: from, limit: pageSize }));
  const mayAudit = (await currentSession())?.permissions.includes("audit.read");
  return (
    <div className="grid gap-4.5">
      <PageHeader
        parent={{ href: "/certificates/jobs", label: "Jobs" }}
        title={job.title}
        aside={<JobState job={job} />}
        description={
          <>
            Begun by {job.actor} <Time value={job.createdAt} />. {job.because}
          </>
        }
        actions={
          <>
            {mayAudit && <ButtonLink href={historyHref({ objectKind: "bulk-job", objectId: id })}>History</ButtonLink>}
            <JobActions jobId={id} may={job.may} />
          </>
        }
      />
      {job.state === "running" && <Refresher />}
      <Card>
        <JobProgress job={job} />
        {job.state === "running" && (
          <p className="pt-2 text-muted text-sm">
            It goes on without this page, also after a restart of the server. You may leave and come back.
          </p>
        )}
      </Card>
      <div className="grid gap-3.5">
        <LinkTabs label="Certificates of this job" tabs={tabsOf(job, state)} />
        <Card padded={false}>
          {job.items.length === 0 ? <p className="px-3.5 py-3 text-muted">None.</p> : <Items items={job.items} />}
        </Card>
        <nav aria-label="Pages" className="flex justify-end gap-2">
          {from > 0 && <ButtonLink href={hrefOf(id, state, 0)}>First page</ButtonLink>}
          {job.nextAfter !== null && <ButtonLink href={hrefOf(id, state, job.nextAfter)}>Next</ButtonLink>}
        </nav>
      </div>
    </div>
  );
}

type State = BulkItemDto["state"] | null;

function hrefOf(id: string, state: State, after: number): string {
  const query = new URLSearchParams({ ...(state && { state }), ...(after > 0 && { after: String(after) }) });
  return `/certificates/jobs/${id}${query.size > 0 ? `?${query}` : ""}`;
}

function tabsOf({ id, total, counts }: BulkJobDetail, current: State) {
  const tab = (state: State, name: string, count: number) => ({
    href: hrefOf(id, state, 0),
    label: `${name} ${count.toLocaleString("en")}`,
    isCurrent: state === current,
  });
  return [tab(null, "All", total), ...bulkItemStates.map((state) => tab(state, stateNames[state], counts[state]))];
}

function Items({ items }: { readonly items: readonly BulkItemDto[] }) {
  return (
    <Table
      label="Certificates of this job"
      head={
        <>
          <Th>Certificate</Th>
          <Th>Result</Th>
          <Th>Outcome</Th>
        </>
      }
    >
      {items.map((item) => (
        <Tr key={item.position}>
          <Td className="max-w-80 truncate">
            <Link href={`/certificates/${item.certificateId}`} className="hover:underline">
              {item.name}
            </Link>
          </Td>
          <Td>
            <Badge tone={stateTones[item.state]}>{stateNames[item.state]}</Badge>
          </Td>
          <Td className="text-muted">
            {item.because}
            {item.successorId && (
              <Link href={`/certificates/${item.successorId}`} className="link">
                New certificate
              </Link>
            )}
          </Td>
        </Tr>
      ))}
    </Table>
  );
}
