import { Ban, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { AuditEntryDto } from "@/lib/contract/audit";
import { Badge } from "../ui/badge";
import { DefinitionList } from "../ui/definition-list";
import { Time } from "../ui/time";
import { historyHref } from "./audit-href";
import { actionWords, doorWords, objectHref, resultWords } from "./audit-words";

/** One line per act; opened, everything that was recorded. */
export function AuditList({ entries }: { readonly entries: readonly AuditEntryDto[] }) {
  return (
    <ul>
      {entries.map((entry) => (
        <li key={entry.id} className="border-line not-last:border-b">
          <details className="group">
            <summary className="grid list-none grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-3.5 py-2 transition-colors hover:bg-surface focus-visible:-outline-offset-2 md:grid-cols-[auto_8rem_minmax(0,1fr)_auto] [&::-webkit-details-marker]:hidden">
              <ChevronRight
                aria-hidden
                size={14}
                className="text-faint transition-transform group-open:rotate-90 max-md:row-span-2 max-md:mt-0.5 max-md:self-start"
              />
              <Time
                value={entry.at}
                className="whitespace-nowrap text-muted max-md:order-3 max-md:col-start-2 max-md:text-sm"
              />
              <span className="min-w-0 break-words">
                <span className="font-medium">{entry.actor}</span> {entry.sentence}
              </span>
              <ResultBadge result={entry.result} />
            </summary>
            <AuditDetail entry={entry} />
          </details>
        </li>
      ))}
    </ul>
  );
}

function ResultBadge({ result }: Pick<AuditEntryDto, "result">) {
  const { word, tone } = resultWords[result];
  return (
    <Badge tone={tone} icon={result === "refused" ? <Ban aria-hidden size={12} strokeWidth={2.25} /> : undefined}>
      {word}
    </Badge>
  );
}

function AuditDetail({ entry }: { readonly entry: AuditEntryDto }) {
  const href = objectHref(entry);
  const name = entry.objectName || entry.objectId;
  return (
    <div className="grid gap-3 border-line border-t bg-surface px-3.5 py-3 md:pl-10">
      <DefinitionList
        items={[
          { term: "When", value: <Time value={entry.at} show="absolute" /> },
          { term: "Who", value: `${entry.actor} (${entry.actorKind}), ${doorWords[entry.door]}` },
          {
            term: "From",
            value: entry.address ? <code className="text-sm">{entry.address}</code> : "no network address",
          },
          { term: "Act", value: actionWords(entry.action) },
          {
            term: "On",
            value: (
              <>
                {entry.objectKind}{" "}
                {href ? (
                  <Link href={href} className="link break-all">
                    {name}
                  </Link>
                ) : (
                  <span className="break-all">{name}</span>
                )}{" "}
                <span aria-hidden className="text-faint">
                  ·
                </span>{" "}
                <Link href={historyHref(entry)} className="link whitespace-nowrap text-sm">
                  its history
                </Link>
              </>
            ),
          },
          { term: "Entry", value: <span className="nums">no. {entry.id}</span> },
        ]}
      />
      <details>
        <summary className="w-fit text-muted text-sm">As it is stored</summary>
        <pre className="mt-2 whitespace-pre-wrap break-words rounded-md border border-line bg-sunken px-3 py-2 text-sm leading-5">
          {JSON.stringify(entry, null, 2)}
        </pre>
      </details>
    </div>
  );
}
