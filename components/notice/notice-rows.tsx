"use client";

import Link from "next/link";
import type { ActionResult } from "@/lib/contract/action-result";
import type { MarkNoticesInput, NoticeCounts, NoticeDto } from "@/lib/contract/notice";
import { Badge, type Tone } from "../ui/badge";
import { Button } from "../ui/button";
import { ListRow } from "../ui/card";
import { Time } from "../ui/time";
import { useAction } from "../ui/use-action";

export interface NoticeRowsProps {
  readonly notices: readonly NoticeDto[];
  readonly markRead: (input: MarkNoticesInput) => Promise<ActionResult<NoticeCounts>>;
}

const looks: Readonly<Record<NoticeDto["kind"], { readonly word: string; readonly tone: Tone }>> = {
  "request-approved": { word: "Approved", tone: "good" },
  "request-refused": { word: "Refused", tone: "bad" },
  "certificate-revoked": { word: "Revoked", tone: "bad" },
  "certificate-held": { word: "On hold", tone: "hold" },
  "certificate-released": { word: "Released", tone: "good" },
  "job-finished": { word: "Job done", tone: "good" },
};

/** Following one marks it read. */
export function NoticeRows({ notices, markRead }: NoticeRowsProps) {
  const { run, pending } = useAction(markRead);
  return (
    <ul>
      {notices.map((notice) => {
        const read = () => run({ ids: [notice.id] });
        const { word, tone } = looks[notice.kind];
        return (
          <ListRow
            key={notice.id}
            lead={<Badge tone={tone}>{word}</Badge>}
            trail={
              <span className="flex items-center gap-3 text-muted">
                <Time value={notice.at} />
                {!notice.isRead && (
                  <Button size="sm" disabled={pending} aria-label={`Mark as read: ${notice.title}`} onClick={read}>
                    Mark as read
                  </Button>
                )}
              </span>
            }
          >
            <p className="flex items-baseline gap-2">
              {!notice.isRead && (
                <>
                  <span aria-hidden className="size-2 shrink-0 self-center rounded-full bg-accent" />
                  <span className="sr-only">Unread: </span>
                </>
              )}
              <Link
                href={notice.href}
                onClick={notice.isRead ? undefined : read}
                className={`min-w-0 break-words hover:underline ${notice.isRead ? "" : "font-medium"}`}
              >
                {notice.title}
              </Link>
            </p>
            <p className="break-words text-muted">
              {notice.detail}
              {notice.detail !== "" && notice.kind !== "job-finished" && " · "}
              {notice.kind !== "job-finished" && `by ${notice.by}`}
            </p>
          </ListRow>
        );
      })}
    </ul>
  );
}
