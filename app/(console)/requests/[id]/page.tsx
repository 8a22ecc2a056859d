import Link from "next/link";
import { historyHref } from "@/components/audit/audit-href";
import { DecisionLines } from "@/components/certificate/decision-lines";
import { PreviewPanel } from "@/components/certificate/preview-panel";
import { StatusBadge } from "@/components/certificate/status-badge";
import { KeptKeyNotice } from "@/components/request/kept-key-notice";
import { RequestFacts } from "@/components/request/request-facts";
import { RequestState } from "@/components/request/request-state";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { currentSession } from "@/lib/auth/current";
import type { RequestDetail } from "@/lib/contract/request";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { RequestActions } from "./request-actions";

export const metadata = { title: "Request" };

interface Props {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function RequestPage({ params }: Props) {
  const { id } = await params;
  const request = await load((actor) => application().request(actor, { requestId: id }));
  const permissions = (await currentSession())?.permissions ?? [];
  return (
    <div className="grid gap-4.5">
      <PageHeader
        title={request.name}
        parent={{ href: "/requests", label: "Requests" }}
        aside={<RequestState request={request} />}
        actions={
          <>
            {permissions.includes("audit.read") && (
              <ButtonLink href={historyHref({ objectKind: "request", objectId: id })}>History</ButtonLink>
            )}
            <RequestActions request={request} />
            {request.may.collect && (
              <ButtonLink href={`/requests/${id}/collect`} tone={request.isCollected ? "plain" : "primary"}>
                {request.isCollected ? "Collect again" : "Collect"}
              </ButtonLink>
            )}
          </>
        }
      />
      <Decision request={request} />
      {request.isOwn && request.keyOrigin === "browser" && <KeptKeyNotice request={request} />}
      <div className="grid items-start gap-4.5 lg:grid-cols-2">
        <RequestFacts request={request} />
        {request.preview !== null && (
          <PreviewPanel preview={request.preview} isPending={false} failure={null} empty="" />
        )}
        {request.certificate !== null && <Granted request={request} certificate={request.certificate} />}
      </div>
    </div>
  );
}

/** Who decided what, and why. */
function Decision({ request }: { readonly request: RequestDetail }) {
  const { state, decidedAt, decidedBy, reason, isOwn } = request;
  if (decidedAt === null) {
    return isOwn && !request.may.approve ? (
      <Notice tone="info">Waiting for an operator. You will find a notice here when it is decided.</Notice>
    ) : null;
  }
  const who = (
    <>
      by {decidedBy} <Time value={decidedAt} />
    </>
  );
  if (state === "approved") return <Notice tone="good">Approved {who}.</Notice>;
  if (state === "refused") {
    return (
      <Notice tone="bad" title={<>Refused {who}</>}>
        <p className="whitespace-pre-wrap break-words">{reason}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="info">
      {state === "withdrawn" ? "Taken back" : "Closed"} {who}. {reason}
    </Notice>
  );
}

interface GrantedProps {
  readonly request: RequestDetail;
  readonly certificate: NonNullable<RequestDetail["certificate"]>;
}

function Granted({ request, certificate }: GrantedProps) {
  return (
    <Card
      title={
        <Link href={`/certificates/${certificate.id}`} className="hover:underline">
          The certificate
        </Link>
      }
      aside={<StatusBadge certificate={certificate} now={new Date().toISOString()} />}
    >
      <div className="grid gap-3.5">
        <DecisionLines lines={request.granted} />
        {request.collectedAt !== null && (
          <p className="text-muted">
            Collected <Time value={request.collectedAt} />.
          </p>
        )}
      </div>
    </Card>
  );
}
