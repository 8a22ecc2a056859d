import { cache } from "react";
import { Asn1OfPem } from "@/components/asn1/asn1-of-pem";
import { CertificateFacts } from "@/components/certificate/certificate-facts";
import { ChainPicture } from "@/components/certificate/chain-picture";
import { crlChainUrl } from "@/components/certificate/crl-chain-url";
import { DecodedView } from "@/components/certificate/decoded-view";
import { deliveredKind } from "@/components/certificate/delivered-kind";
import { deliveredName } from "@/components/certificate/delivered-name";
import { DownloadMenu } from "@/components/certificate/download-menu";
import { FormatList } from "@/components/certificate/format-list";
import { HistoryList } from "@/components/certificate/history-list";
import { Lineage } from "@/components/certificate/lineage";
import { ProgramSnippets } from "@/components/certificate/program-snippets";
import { RelyingPartyView } from "@/components/certificate/relying-party-view";
import { StatusBadge } from "@/components/certificate/status-badge";
import { usageOf } from "@/components/certificate/usage-of";
import { WhoMayUse } from "@/components/certificate/who-may-use";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import type { CertificateDetail } from "@/lib/contract/certificate";
import { snippetsFor } from "@/lib/delivery/snippets";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { HoldActions } from "./hold-actions";
import { OwnerTags } from "./owner-tags";
import { RevokeButton } from "./revoke-button";

interface Props {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<Readonly<Partial<Record<"tab" | "program" | "side", string | string[]>>>>;
}

const tabNames = { decoded: "Decoded", asn1: "ASN.1", use: "Use it", pem: "PEM", history: "History" } as const;
type TabName = keyof typeof tabNames;

/** Once per request: its title asks as well. */
const readCertificate = cache((id: string) => load((actor) => application().certificate(actor, id)));

export async function generateMetadata({ params }: Props) {
  const { id } = await params;
  const { name } = await readCertificate(id);
  return { title: name };
}

export default async function CertificatePage({ params, searchParams }: Props) {
  const [{ id }, wanted] = await Promise.all([params, searchParams]);
  const certificate = await readCertificate(id);
  const now = new Date().toISOString();
  const tabs = Object.keys(tabNames) as TabName[];
  const tab = tabs.find((name) => name === wanted.tab) ?? "decoded";
  return (
    <div className="grid gap-4.5">
      <PageHeader
        parent={{ href: "/certificates", label: "Certificates" }}
        title={certificate.name}
        aside={<StatusBadge certificate={certificate} now={now} />}
        actions={<Actions certificate={certificate} />}
      />
      <div className="grid items-start gap-4.5 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
        <div className="grid min-w-0 gap-4.5">
          <CertificateFacts certificate={certificate} now={now} />
          <Lineage certificate={certificate} />
          <Card title="Chain" padded={false}>
            <ChainPicture certificate={certificate} />
          </Card>
        </div>
        <div className="grid min-w-0 gap-4.5">
          <RelyingPartyView certificate={certificate} />
          <OwnerTags certificate={certificate} />
          <WhoMayUse {...usageOf(certificate)} />
        </div>
      </div>
      <div className="grid gap-3.5">
        <LinkTabs
          label="About this certificate"
          tabs={tabs.map((name) => ({
            href: name === "decoded" ? `/certificates/${id}` : `/certificates/${id}?tab=${name}`,
            label: tabNames[name],
            isCurrent: name === tab,
          }))}
        />
        <TabContent
          certificate={certificate}
          tab={tab}
          wanted={{ program: one(wanted.program), side: one(wanted.side) }}
        />
      </div>
    </div>
  );
}

function Actions({ certificate }: { readonly certificate: CertificateDetail }) {
  const { id, kind, name, may, chain } = certificate;
  const isAuthority = kind === "authority";
  return (
    <>
      <DownloadMenu certificateId={id} isAuthority={isAuthority} isRoot={isAuthority && chain.length === 0} />
      {isAuthority && <AuthorityLink certificateId={id} />}
      {(may.hold || may.release) && <HoldActions certificateId={id} name={name} may={may} />}
      {may.revoke && <RevokeButton certificateId={id} name={name} isAuthority={isAuthority} />}
      {may.renew && (
        <ButtonLink href={`/certificates/${id}/renew`} tone="primary">
          {certificate.status === "revoked" || certificate.status === "expired" ? "Reissue" : "Renew"}
        </ButtonLink>
      )}
    </>
  );
}

/** The other end of an authority's own certificate. */
async function AuthorityLink({ certificateId }: { readonly certificateId: string }) {
  const all = await load((actor) => application().listAuthorities(actor));
  const authority = all.find((candidate) => candidate.certificateId === certificateId);
  return authority ? <ButtonLink href={`/authorities/${authority.id}`}>Open authority</ButtonLink> : null;
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

interface Wanted {
  readonly program: string | undefined;
  readonly side: string | undefined;
}

interface TabContentProps {
  readonly certificate: CertificateDetail;
  readonly tab: TabName;
  readonly wanted: Wanted;
}

function TabContent({ certificate, tab, wanted }: TabContentProps) {
  switch (tab) {
    case "decoded":
      return (
        <Card>
          <DecodedView decoded={certificate.decoded} isSigned />
        </Card>
      );
    case "asn1":
      return <Asn1OfPem pem={certificate.pem} />;
    case "use":
      return <UseIt certificate={certificate} wanted={wanted} />;
    case "pem":
      return <CodeBlock code={certificate.pem} what="certificate in PEM" title="Certificate" />;
    case "history":
      return <HistoryList certificate={certificate} />;
  }
}

/** An authority is nobody’s server: it has formats to hand on, and no configuration. */
function UseIt({ certificate, wanted }: Omit<TabContentProps, "tab">) {
  const { id, kind } = certificate;
  if (kind === "authority") return <FormatList certificateId={id} />;
  const outcomes = snippetsFor({
    kind: deliveredKind(certificate.kind),
    displayName: certificate.name,
    names: certificate.names.map(deliveredName),
    crlUrl: crlChainUrl(certificate.crlUrls),
    key: certificate.keyOrigin === "csr" ? "elsewhere" : "encrypted",
    authorityCount: certificate.chain.length,
    target: null,
  });
  return (
    <div className="grid items-start gap-4.5 xl:grid-cols-[minmax(0,1fr)_23rem]">
      <Card title="Programs">
        <ProgramSnippets outcomes={outcomes} addressed={wanted} />
      </Card>
      <FormatList certificateId={id} />
    </div>
  );
}
