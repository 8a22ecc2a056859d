import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";
import { Mark } from "./mark";

export interface GateProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** `wide` for the wizard. */
  readonly width?: "narrow" | "wide";
  /** Between the mark and the title. */
  readonly above?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every screen before the console: the mark, a title, one column. */
export function Gate({ title, description, width = "narrow", above, children }: GateProps) {
  return (
    <main
      className={classNames(
        "mx-auto grid min-h-dvh content-start gap-5 px-4 pb-12",
        width === "wide" ? "max-w-180 pt-8" : "max-w-90 pt-[max(2rem,14dvh)]",
      )}
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="flex items-center gap-2.5 font-semibold text-lg tracking-tight">
          <Mark />
          Countersign
        </span>
        {above}
      </div>
      <div className="grid gap-1">
        <h1>{title}</h1>
        {description ? <p className="text-muted">{description}</p> : null}
      </div>
      {children}
    </main>
  );
}
