import type { ReactNode } from "react";
import type { DecisionLine } from "@/lib/contract/certificate";
import { groupLines, spokenValue } from "./decision-words";

export interface DecisionLinesProps {
  readonly lines: readonly DecisionLine[];
  /** Rows of what nobody asked for, such as the issuer. */
  readonly children?: ReactNode;
}

/** Requested against granted: what is granted stands plain, what is not is struck out with the rule that did it. */
export function DecisionLines({ lines, children }: DecisionLinesProps) {
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3.5 gap-y-1.5">
      {groupLines(lines).map((group) => (
        <DecisionRow key={group.label} label={group.label}>
          {group.lines.map((line) => (
            <Line key={`${line.field} ${line.requested} ${line.granted}`} line={line} />
          ))}
        </DecisionRow>
      ))}
      {children}
    </dl>
  );
}

export function DecisionRow({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}

function Line({ line }: { readonly line: DecisionLine }) {
  const { field, requested, granted, change, because } = line;
  const isDropped = requested !== "" && (granted === "" || (change === "changed" && requested !== granted));
  return (
    <div className="wrap-anywhere">
      {granted !== "" && <Granted field={field} value={granted} />}
      {isDropped && (
        <span className="text-muted">
          <span className="sr-only">Requested: </span>
          <s className="decoration-faint">{spokenValue(field, requested)}</s>{" "}
        </span>
      )}
      <Because change={change} because={because} />
    </div>
  );
}

/** Names with their type set apart, addresses in mono. */
function Granted({ field, value }: { readonly field: string; readonly value: string }) {
  if (/^https?:/.test(value)) return <code className="block break-all text-sm leading-5.25">{value}</code>;
  const [, type, name] = field.startsWith("names") ? (/^(dns|ip|email|uri):(.*)$/s.exec(value) ?? []) : [];
  if (type === undefined) return <span>{spokenValue(field, value)} </span>;
  return (
    <span>
      <span className="text-muted text-sm">{type}</span> {name}{" "}
    </span>
  );
}

function Because({ change, because }: Pick<DecisionLine, "change" | "because">) {
  if (change === "granted" && because === "") return null;
  const words = [changeWords[change], because].filter(Boolean).join(": ");
  return <span className={`text-sm ${change === "refused" ? "text-bad" : "text-muted"}`}>{words}</span>;
}

const changeWords: Readonly<Record<DecisionLine["change"], string>> = {
  granted: "",
  changed: "changed",
  added: "",
  refused: "refused",
  "left-out": "left out",
};
