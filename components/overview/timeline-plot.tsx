"use client";

import { timelineBars, timelineSummary } from "./timeline-bars";

const fills = { late: "fill-bad", soon: "fill-warn", later: "fill-accent/75" } as const;
const step = 10;
const height = 96;

export interface TimelinePlotProps {
  readonly perDay: readonly number[];
  readonly now: string;
}

/** A client component so that one array goes over the wire instead of some hundred elements. */
export function TimelinePlot({ perDay, now }: TimelinePlotProps) {
  const bars = timelineBars(perDay, now);
  const width = bars.length * step;
  return (
    <>
      <svg
        role="img"
        aria-label={timelineSummary(perDay, now)}
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
