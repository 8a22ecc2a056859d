import type { DecisionLine } from "@/lib/contract/certificate";
import { groupLines } from "./decision-words";

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
  const isDropped = line.granted === "" || (line.change === "changed" && line.requested !== "");
  return (
    <p className="break-words">
      {line.granted !== "" && <span>{line.granted} </span>}
      {isDropped && line.requested !== "" && (
        <span className="text-muted">
          <span className="sr-only">Requested: </span>
          <s className="decoration-faint">{line.requested}</s>{" "}
        </span>
      )}
      {line.change !== "granted" && (
        <span className={`text-xs ${line.change === "refused" ? "text-bad" : "text-muted"}`}>
          {changeWords[line.change]}
          {line.because !== "" && `: ${line.because}`}
        </span>
      )}
    </p>
  );
}

const changeWords: Readonly<Record<DecisionLine["change"], string>> = {
  granted: "",
  changed: "changed",
  added: "added",
  refused: "refused",
  "left-out": "left out",
};
