import type { DecisionLine } from "@/lib/contract/certificate";
import { groupLines, spokenValue } from "./decision-words";

/** Requested against granted: what is granted stands plain, what is not is struck out with the rule that did it. */
export function DecisionLines({ lines }: { readonly lines: readonly DecisionLine[] }) {
  return (
    <dl className="grid grid-cols-[6.5rem_1fr] gap-x-3.5 gap-y-1.5">
      {groupLines(lines).map((group) => (
        <div key={group.label} className="contents">
          <dt className="text-muted">{group.label}</dt>
          <dd className="min-w-0">
            {group.lines.map((line) => (
              <Line key={`${line.field} ${line.requested} ${line.granted}`} line={line} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Line({ line }: { readonly line: DecisionLine }) {
  const { field, requested, granted, change, because } = line;
  const isDropped = requested !== "" && (granted === "" || (change === "changed" && requested !== granted));
  const isAddress = /^https?:/.test(granted);
  return (
    <div className="break-words">
      {granted !== "" && (
        <span className={isAddress ? "break-all font-mono text-sm" : undefined}>{spokenValue(field, granted)} </span>
      )}
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
