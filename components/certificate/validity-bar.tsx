import { useId } from "react";
import { type LifeInput, lifeOf } from "./life";

const heights = { bar: 6, tick: 14 };

/**
 * A certificate's life, today's place in it and the renewal window; hatched when revoked or on hold.
 * Drawn with SVG geometry alone, because the Content-Security-Policy allows no style attributes.
 */
export function ValidityBar({
  certificate,
  now,
  width = 120,
  label,
}: {
  readonly certificate: LifeInput;
  readonly now: string;
  readonly width?: number;
  /** Replaces the words read out and shown on hover. */
  readonly label?: string;
}) {
  const id = useId();
  const life = lifeOf(certificate, now);
  const top = (heights.tick - heights.bar) / 2;
  const tickAt = Math.min(width - 2, Math.max(0, life.at * width - 1));
  const track = { x: 0, y: top, width, height: heights.bar };
  return (
    <svg
      role="img"
      aria-label={label ?? `Life: ${life.words}`}
      width={width}
      height={heights.tick}
      viewBox={`0 0 ${width} ${heights.tick}`}
      className="shrink-0"
    >
      <title>{label ?? life.words}</title>
      <defs>
        <clipPath id={`${id}c`}>
          <rect {...track} rx={heights.bar / 2} />
        </clipPath>
        {life.isStopped && (
          <pattern id={`${id}h`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="7" height="7" className="fill-line" />
            <rect width="4" height="7" className={certificate.status === "hold" ? "fill-hold/35" : "fill-bad/35"} />
          </pattern>
        )}
      </defs>
      <g clipPath={`url(#${id}c)`}>
        {life.isStopped ? (
          <rect {...track} fill={`url(#${id}h)`} />
        ) : (
          <>
            <rect {...track} className="fill-line" />
            <rect {...track} width={life.at * width} className="fill-line-strong" />
            <rect {...track} x={life.renewFrom * width} width={(1 - life.renewFrom) * width} className="fill-warn/30" />
          </>
        )}
      </g>
      <rect x={tickAt} y={0} width={2} height={heights.tick} rx={1} className={tickClass(certificate)} />
    </svg>
  );
}

function tickClass({ status }: LifeInput): string {
  if (status === "revoked") return "fill-bad";
  if (status === "hold") return "fill-hold";
  return "fill-ink";
}
