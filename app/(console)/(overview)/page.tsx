import type { Metadata } from "next";
import { ActivityPlot } from "@/components/overview/activity-plot";
import { AttentionList } from "@/components/overview/attention-list";
import { AuthorityHealth } from "@/components/overview/authority-health";
import { ExpiryTimeline } from "@/components/overview/expiry-timeline";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { currentSession } from "@/lib/auth/current";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { ClockBanner } from "./clock-banner";
import { PublishButton } from "./publish-button";
import { RenewButton } from "./renew-button";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const permissions = (await currentSession())?.permissions ?? [];
  const overview = await load((actor) => application().overview(actor));
  const now = new Date().toISOString();
  const mayIssue = permissions.includes("certificate.issue");
  return (
    <>
      <PageHeader
        title="Overview"
        actions={
          <>
            {permissions.includes("authority.create") ? (
              <ButtonLink href="/authorities/new">New authority</ButtonLink>
            ) : null}
            {mayIssue ? (
              <ButtonLink href="/certificates/new" tone="primary">
                New certificate
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {overview.clock ? <ClockBanner clock={overview.clock} /> : null}
      <AttentionList
        items={overview.attention}
        fixWith={(fix) =>
          fix.kind === "renew" ? (
            <RenewButton certificateId={fix.certificateId} />
          ) : (
            <PublishButton authorityId={fix.authorityId} />
          )
        }
      />
      <div className="grid items-start gap-4.5 lg:grid-cols-2 xl:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
        <div className="grid min-w-0 gap-4.5">
          <ExpiryTimeline
            perDay={overview.expiryPerDay}
            validTotal={overview.validTotal}
            hasIssued={overview.authorities.some(({ counts }) => counts.expired + counts.revoked > 0)}
            now={now}
            mayIssue={mayIssue}
          />
          <ActivityPlot issued={overview.issuedPerDay} revoked={overview.revokedPerDay} now={now} />
        </div>
        <AuthorityHealth authorities={overview.authorities} now={now} />
      </div>
    </>
  );
}
