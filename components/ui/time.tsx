import { absoluteTime, relativeTime } from "./time-text";

export interface TimeProps {
  /** ISO 8601. */
  readonly value: string;
  /** Words in sight: relative (default), the day, or the full time. The full time with zone is on hover either way. */
  readonly show?: "relative" | "day" | "absolute";
  readonly className?: string;
}

export function Time({ value, show = "relative", className }: TimeProps) {
  const absolute = absoluteTime(value);
  return (
    <time dateTime={value} title={absolute} className={className} suppressHydrationWarning>
      {show === "relative" ? relativeTime(value, Date.now()) : show === "day" ? absolute.slice(0, -11) : absolute}
    </time>
  );
}
