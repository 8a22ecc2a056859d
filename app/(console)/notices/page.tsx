import { BellOff } from "lucide-react";
import { NoticeRows } from "@/components/notice/notice-rows";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { markNotices } from "./actions";
import { MarkAllRead } from "./mark-all-read";

export const metadata = { title: "Notices" };

export default async function NoticesPage() {
  const { notices, unread, waiting } = await load((actor) => application().listNotices(actor));
  return (
    <div className="grid gap-4.5">
      <PageHeader
        title="Notices"
        aside={unread > 0 ? `${unread} unread` : null}
        description="What others did with what is yours, latest first. They stay here for 90 days."
        actions={unread > 0 ? <MarkAllRead /> : null}
      />
      {waiting > 0 && (
        <Notice
          tone="warn"
          title={waiting === 1 ? "A request waits for a decision" : `${waiting} requests wait for a decision`}
          action={<ButtonLink href="/requests">Review</ButtonLink>}
        />
      )}
      <Card padded={false}>
        {notices.length === 0 ? (
          <EmptyState icon={<BellOff size={18} />} title="Nothing to tell">
            When a request of yours is decided, a certificate of yours is revoked, or a job of yours is done, you read
            it here.
          </EmptyState>
        ) : (
          <NoticeRows notices={notices} markRead={markNotices} />
        )}
      </Card>
    </div>
  );
}
