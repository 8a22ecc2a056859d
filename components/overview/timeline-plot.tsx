"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { Button, ButtonLink } from "../ui/button";
import { type DayRange, rangeHref, rangeOf, rangeText, timelineBars, timelineSummary } from "./timeline-bars";

const fills = { late: "fill-bad", soon: "fill-warn", later: "fill-accent/75" } as const;
const step = 10;
const height = 96;

export interface TimelinePlotProps {
  readonly perDay: readonly number[];
  readonly now: string;
}

/** Where a choice began, and where it is now. */
interface Brush {
  readonly anchor: number;
  readonly at: number;
}

/**
 * Drag over days, or choose them with the arrow keys, to see the certificates that end on them.
 * A client component so that one array goes over the wire instead of some hundred elements.
 */
export function TimelinePlot({ perDay, now }: TimelinePlotProps) {
  const router = useRouter();
  const [brush, setBrush] = useState<Brush | null>(null);
  const [isDragging, setDragging] = useState(false);
  const days = perDay.length;
  const range = brush && rangeOf(brush.anchor, brush.at, days);
  const words = range ? rangeText(perDay, range, now) : "No days chosen";

  const dayAt = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return rangeOf(Math.floor(((clientX - left) / width) * days), 0, days).last;
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragging(true);
    setBrush({ anchor: dayAt(event), at: dayAt(event) });
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (isDragging && brush) setBrush({ ...brush, at: dayAt(event) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") return setBrush(null);
    if (event.key === "Enter") return range ? router.push(rangeHref(range, now)) : undefined;
    const at = moved(event.key, brush?.at ?? -1, days);
    if (at === null) return;
    event.preventDefault();
    setBrush({ anchor: event.shiftKey && brush ? brush.anchor : at, at });
  };
  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        aria-label={`${timelineSummary(perDay, now)} Arrow keys choose a day, with Shift several; Enter shows them.`}
        aria-valuemin={0}
        aria-valuemax={days - 1}
        aria-valuenow={brush?.at ?? 0}
        aria-valuetext={words}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => setDragging(false)}
        onPointerCancel={() => setDragging(false)}
        onKeyDown={onKeyDown}
        className="cursor-crosshair touch-pan-y select-none"
      >
        <Bars perDay={perDay} now={now} range={range} />
      </div>
      <div aria-hidden className="nums grid grid-cols-3 pt-1.5 text-faint text-xs">
        <span>today</span>
        <span>30 days</span>
        <span className="flex justify-between">
          <span>60 days</span>
          <span>90 days</span>
        </span>
      </div>
      <p className="flex min-h-9 flex-wrap items-center gap-2 pt-2">
        {range ? (
          <>
            <span className="nums">{words}</span>
            <ButtonLink size="sm" href={rangeHref(range, now)}>
              Show them
            </ButtonLink>
            <Button size="sm" tone="quiet" onClick={() => setBrush(null)}>
              Clear
            </Button>
          </>
        ) : (
          <span className="text-muted text-sm">Drag over days, or use the arrow keys, to see what ends on them.</span>
        )}
      </p>
    </>
  );
}

/** Null for keys that do not move. */
function moved(key: string, at: number, days: number): number | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    PageUp: at + 7,
    PageDown: at - 7,
    Home: 0,
    End: days - 1,
  };
  const target = targets[key];
  return target === undefined ? null : Math.min(days - 1, Math.max(0, target));
}

function Bars({ perDay, now, range }: TimelinePlotProps & { readonly range: DayRange | null }) {
  const width = perDay.length * step;
  return (
    <svg aria-hidden="true" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" className="h-24 w-full">
      {range && (
        <rect
          x={range.first * step}
          y={0}
          width={(range.last - range.first + 1) * step}
          height={height}
          className="fill-accent-wash"
        />
      )}
      {[30, 60].map((day) => (
        <rect key={day} x={day * step - 0.5} y={0} width={1} height={height} className="fill-line" />
      ))}
      {timelineBars(perDay, now).map((bar) => {
        const tall = bar.count === 0 ? 2 : Math.max(3, bar.height * height);
        return (
          <g key={bar.day} className="group">
            <title>{bar.label}</title>
            <rect
              x={bar.day * step}
              y={0}
              width={step}
              height={height}
              className="fill-transparent group-hover:fill-sunken/60"
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
  );
}
