import { Fragment } from "react";
import { classNames } from "./class-names";
import { CopyButton } from "./copy-button";

export interface HexProps {
  /** Lower-case hex without separators. */
  readonly value: string;
  /** What it is, for the copy button: “serial”. */
  readonly what: string;
  /** Octets to show at each end; the rest is an ellipsis. All of them unless said. */
  readonly ends?: number;
  readonly copy?: boolean;
}

/** A serial or fingerprint: grouped by octets, cut in the middle, whole on hover and when copied. */
export function Hex({ value, what, ends, copy = true }: HexProps) {
  const octets = value.match(/../g) ?? [];
  const grouped = octets.join(":");
  const isCut = ends !== undefined && octets.length > 2 * ends + 1;
  const shown = isCut ? `${octets.slice(0, ends).join(":")}:…:${octets.slice(-ends).join(":")}` : grouped;
  return (
    <span className="inline-flex max-w-full items-center gap-0.5">
      <code className={classNames("text-sm", isCut && "whitespace-nowrap")} title={isCut ? grouped : undefined}>
        {/* `wbr` breaks even where `nowrap` forbids it, and a table's column would shrink to an octet. */}
        {isCut
          ? shown
          : [...shown.matchAll(/[^:]+:?/g)].map(({ 0: octet, index }) => (
              <Fragment key={index}>
                {octet}
                <wbr />
              </Fragment>
            ))}
      </code>
      {copy ? <CopyButton text={grouped} what={what} /> : null}
    </span>
  );
}
