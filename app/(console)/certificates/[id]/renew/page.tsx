import { CalendarOff } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { RenewCertificate } from "./renew-certificate";

export const metadata = { title: "Renew" };

interface Props {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function RenewPage({ params }: Props) {
  const { id } = await params;
  const { certificate, profile, crlUrl } = await load(async (actor) => {
    const app = application();
    const [found, profiles] = await Promise.all([app.certificate(actor, id), app.listProfiles(actor)]);
    const authority = found.may.renew ? await app.authority(actor, found.authority.id) : null;
    return {
      certificate: found,
      profile: profiles.find((candidate) => candidate.id === found.profile?.id),
      crlUrl: authority?.crlChainPemUrl ?? "",
    };
  });
  if (!certificate.may.renew || profile === undefined) {
    return (
      <div className="grid gap-4.5">
        <PageHeader
          title={`Renew ${certificate.name}`}
          parent={{ href: `/certificates/${id}`, label: certificate.name }}
        />
        <Card>
          <EmptyState
            icon={<CalendarOff size={18} />}
            title="This certificate cannot be renewed"
            action={
              certificate.status === "hold" ? (
                <ButtonLink href={`/certificates/${id}`}>Back to the certificate</ButtonLink>
              ) : (
                <ButtonLink href="/certificates/new">New certificate</ButtonLink>
              )
            }
          >
            {certificate.status === "hold"
              ? "It is on hold. Release it first, or revoke it for good; then come back."
              : "It may be an authority’s own, or its authority may not be issuing now. Issue a new one instead."}
          </EmptyState>
        </Card>
      </div>
    );
  }
  return (
    <RenewCertificate certificate={certificate} profile={profile} crlUrl={crlUrl} today={new Date().toISOString()} />
  );
}
