import { Card } from "../ui/card";
import { activityBars, activitySummary } from "./activity-bars";

const step = 20;
const half = 44;

export interface ActivityPlotProps {
  readonly issued: readonly number[];
  readonly revoked: readonly number[];
  readonly now: string;
}

/** Issued upwards, revoked downwards, day by day. */
export function ActivityPlot({ issued, revoked, now }: ActivityPlotProps) {
  const width = issued.length * step;
  const summary = activitySummary(issued, revoked);
  return (
    <Card title={`Issued and revoked in ${issued.length} days`}>
      <svg
        role="img"
        aria-label={summary}
        viewBox={`0 0 ${width} ${half * 2}`}
        preserveAspectRatio="none"
        className="h-22 w-full"
      >
        {activityBars(issued, revoked, now).map((bar, day) => (
          <g key={bar.key} className="group">
            <title>{bar.label}</title>
            <rect
              x={day * step}
              y={0}
              width={step}
              height={half * 2}
              className="fill-transparent group-hover:fill-sunken"
            />
            <rect
              x={day * step + 2}
              y={half - 1 - bar.issued * (half - 2)}
              width={step - 5}
              height={bar.issued * (half - 2)}
              className="fill-accent/75"
            />
            <rect
              x={day * step + 2}
              y={half + 1}
              width={step - 5}
              height={bar.revoked * (half - 2)}
              className="fill-bad/80"
            />
          </g>
        ))}
        <rect x={0} y={half - 0.5} width={width} height={1} className="fill-line-strong" />
      </svg>
      <div aria-hidden className="nums flex justify-between pt-1.5 text-faint text-xs">
        <span>{issued.length - 1} days ago</span>
        <span>today</span>
      </div>
      <p className="flex flex-wrap gap-x-4 gap-y-1 pt-2 text-muted text-sm">
        <span>{summary}</span>
        <span className="flex items-center gap-3">
          <Swatch className="fill-accent/75" word="issued" />
          <Swatch className="fill-bad/80" word="revoked" />
        </span>
      </p>
    </Card>
  );
}

function Swatch({ className, word }: { readonly className: string; readonly word: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg aria-hidden="true" viewBox="0 0 8 8" className="size-2">
        <rect width={8} height={8} rx={2} className={className} />
      </svg>
      {word}
    </span>
  );
}
