import { BadgeCheck } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { timelineSummary } from "./timeline-bars";
import { TimelinePlot } from "./timeline-plot";

export interface ExpiryTimelineProps {
  readonly perDay: readonly number[];
  readonly validTotal: number;
  /** Whether anything was issued before: then all of it is over. */
  readonly hasIssued: boolean;
  readonly now: string;
  readonly mayIssue: boolean;
}

const numberFormat = new Intl.NumberFormat("en");

export function ExpiryTimeline({ perDay, validTotal, hasIssued, now, mayIssue }: ExpiryTimelineProps) {
  const total = perDay.reduce((sum, count) => sum + count, 0);
  const title = `Expiring in the next ${perDay.length} days`;
  if (validTotal === 0) {
    return (
      <Card title={title} padded={false}>
        <EmptyState
          icon={<BadgeCheck size={20} />}
          title={hasIssued ? "Nothing is valid now" : "No certificates yet"}
          action={
            mayIssue ? (
              <ButtonLink href="/certificates/new" tone="primary">
                New certificate
              </ButtonLink>
            ) : null
          }
        >
          {hasIssued
            ? "Everything that was issued here has expired or is revoked."
            : "Issue one for a server and one for a client, and let them prove themselves to each other."}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card
      title={title}
      aside={
        <Link
          href="/certificates?status=valid&status=expiring&sort=expiry"
          className="nums hover:text-ink hover:underline"
        >
          {numberFormat.format(total)} of {numberFormat.format(validTotal)}
        </Link>
      }
    >
      <TimelinePlot perDay={perDay} now={now} />
      <p className="pt-1 text-muted text-sm">{timelineSummary(perDay, now)}</p>
    </Card>
  );
}
