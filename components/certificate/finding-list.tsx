import { CircleCheck, CircleX, Info, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { Finding } from "@/lib/errors";
import { anchorOf, keyRefusalOf } from "@/lib/pki/key-refusal";

const looks = {
  error: { icon: CircleX, word: "Refused", className: "text-bad" },
  warning: { icon: TriangleAlert, word: "Warning", className: "text-warn" },
  info: { icon: Info, word: "Note", className: "text-muted" },
} as const;

/** What the rules say, worst first, each with what to do and where the rule comes from. */
export function FindingList({
  findings,
  rulesChecked,
  isForeign = false,
}: {
  readonly findings: readonly Finding[];
  readonly rulesChecked: number;
  /** Somebody else made it: nothing is refused, it is only wrong. */
  readonly isForeign?: boolean;
}) {
  const broken = new Set(findings.filter(({ severity }) => severity !== "info").map(({ rule }) => rule)).size;
  const holding = Math.max(0, rulesChecked - broken);
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {findings.map((finding) => (
        <FindingItem
          key={`${finding.rule} ${finding.field} ${finding.message}`}
          finding={finding}
          isForeign={isForeign}
        />
      ))}
      {rulesChecked > 0 && (
        <li className="flex gap-2.5 px-3 py-2">
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
          <span>
            <span className="font-medium text-good">
              {holding} {holding === 1 ? "rule holds" : "rules hold"}
            </span>{" "}
            <span className="text-muted">RFC 5280 and its successors, and what clients refuse</span>
          </span>
        </li>
      )}
    </ul>
  );
}

function FindingItem({ finding, isForeign }: { readonly finding: Finding; readonly isForeign: boolean }) {
  const { icon: Icon, word, className } = looks[finding.severity];
  return (
    <li className="flex gap-2.5 px-3 py-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${className}`} />
      <div className="min-w-0 wrap-anywhere">
        <p>
          <span className={`font-medium ${className}`}>
            {isForeign && finding.severity === "error" ? "Wrong" : word}.
          </span>{" "}
          {finding.message}
        </p>
        {finding.advice !== "" && <p className="text-muted">{finding.advice}</p>}
        <p className="text-muted text-sm">
          {finding.source}
          <Explained rule={finding.rule} />
        </p>
      </div>
    </li>
  );
}

/** In a tab of its own, because the form beside it is not saved. */
function Explained({ rule }: { readonly rule: string }) {
  const refusal = keyRefusalOf(rule);
  if (!refusal) return null;
  return (
    <>
      {" · "}
      <Link href={`/profiles/keys#${anchorOf(refusal)}`} target="_blank" className="text-accent hover:underline">
        Why is this refused?
      </Link>
    </>
  );
}
