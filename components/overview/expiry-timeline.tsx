import { BadgeCheck } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { type TimelineBar, timelineBars, timelineSummary } from "./timeline-bars";

export interface ExpiryTimelineProps {
  readonly perDay: readonly number[];
  readonly validTotal: number;
  readonly now: string;
  readonly mayIssue: boolean;
}

const numberFormat = new Intl.NumberFormat("en");
const fills = { late: "fill-bad", soon: "fill-warn", later: "fill-accent/75" } as const;
const step = 10;
const height = 96;

export function ExpiryTimeline({ perDay, validTotal, now, mayIssue }: ExpiryTimelineProps) {
  const total = perDay.reduce((sum, count) => sum + count, 0);
  const title = `Expiring in the next ${perDay.length} days`;
  if (validTotal === 0) {
    return (
      <Card title={title} padded={false}>
        <EmptyState
          icon={<BadgeCheck size={20} />}
          title="No certificates yet"
          action={
            mayIssue ? (
              <ButtonLink href="/certificates/new" tone="primary">
                New certificate
              </ButtonLink>
            ) : null
          }
        >
          Issue one for a server and one for a client, and let them prove themselves to each other.
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
      <Plot bars={timelineBars(perDay, now)} summary={timelineSummary(perDay, now)} />
      <p className="pt-2.5 text-muted text-sm">{timelineSummary(perDay, now)}</p>
    </Card>
  );
}

function Plot({ bars, summary }: { readonly bars: readonly TimelineBar[]; readonly summary: string }) {
  const width = bars.length * step;
  return (
    <>
      <svg
        role="img"
        aria-label={summary}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="h-24 w-full"
      >
        {[30, 60].map((day) => (
          <rect key={day} x={day * step - 0.5} y={0} width={1} height={height} className="fill-line" />
        ))}
        {bars.map((bar) => {
          const tall = bar.count === 0 ? 2 : Math.max(3, bar.height * height);
          return (
            <g key={bar.day} className="group">
              <title>{bar.label}</title>
              <rect
                x={bar.day * step}
                y={0}
                width={step}
                height={height}
                className="fill-transparent group-hover:fill-sunken"
              />
              <rect
                x={bar.day * step + 1}
                y={height - tall}
                width={step - 3}
                height={tall}
                className={bar.count === 0 ? "fill-line" : fills[bar.urgency]}
              />
            </g>
          );
        })}
      </svg>
      <div aria-hidden className="nums grid grid-cols-3 pt-1.5 text-faint text-xs">
        <span>today</span>
        <span>30 days</span>
        <span className="flex justify-between">
          <span>60 days</span>
          <span>90 days</span>
        </span>
      </div>
    </>
  );
}
