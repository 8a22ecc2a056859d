import type { BulkJobSummary } from "@/lib/contract/bulk";

const width = 400;

/** How far a job is: a bar, and the same in words. */
export function JobProgress({ job }: { readonly job: BulkJobSummary }) {
  const { total, counts } = job;
  const settled = total - counts.waiting;
  const part = (count: number) => (total === 0 ? 0 : (count / total) * width);
  return (
    <span className="grid gap-1">
      <svg
        role="progressbar"
        aria-label={job.title}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={settled}
        viewBox={`0 0 ${width} 6`}
        preserveAspectRatio="none"
        className="h-1.5 w-full overflow-hidden rounded-full"
      >
        <rect width={width} height={6} className="fill-line" />
        <rect width={part(counts.done)} height={6} className="fill-good" />
        <rect x={part(counts.done)} width={part(counts.skipped)} height={6} className="fill-line-strong" />
        <rect x={part(counts.done + counts.skipped)} width={part(counts.refused)} height={6} className="fill-bad" />
      </svg>
      <span className="nums text-muted text-sm">{progressWords(job)}</span>
    </span>
  );
}

export function progressWords({ total, counts, state }: BulkJobSummary): string {
  const grouped = (count: number) => count.toLocaleString("en");
  const rest = [
    counts.skipped > 0 && `${grouped(counts.skipped)} passed over`,
    counts.refused > 0 && `${grouped(counts.refused)} refused`,
    counts.waiting > 0 && state !== "running" && `${grouped(counts.waiting)} not begun`,
  ].filter((words) => words !== false);
  return [`${grouped(counts.done)} of ${grouped(total)} done`, ...rest].join(" · ");
}
