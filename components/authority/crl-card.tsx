import type { ReactNode } from "react";
import { UrlRow } from "@/components/certificate/url-row";
import { Badge } from "@/components/ui/badge";
import { Card, ListRow } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { AuthorityDetail } from "@/lib/contract/authority";
import { CrlLife } from "./crl-life";

export interface CrlCardProps {
  readonly authority: AuthorityDetail;
  readonly now: string;
  /** The button to publish one now, for who may. */
  readonly publish: ReactNode;
}

/** The list of what is revoked: how fresh it is and where relying parties read it. */
export function CrlCard({ authority, now, publish }: CrlCardProps) {
  const { crl } = authority;
  return (
    <Card title="Revocation list" aside={publish} padded={false}>
      <ul>
        {crl === null ? (
          <ListRow lead={<Badge tone="warn">None yet</Badge>}>The first CRL is published within seconds.</ListRow>
        ) : (
          <ListRow lead={crl.isLate ? <Badge tone="bad">Late</Badge> : <Badge tone="good">Fresh</Badge>}>
            <p>
              No. <span className="nums break-all">{crl.number}</span>, {crl.entryCount.toLocaleString("en-US")}{" "}
              {crl.entryCount === 1 ? "entry" : "entries"}
            </p>
            <p className="text-muted text-sm">
              published <Time value={crl.thisUpdate} />, good until <Time value={crl.nextUpdate} show="absolute" />
            </p>
            <CrlLife crl={crl} now={now} />
          </ListRow>
        )}
        <UrlRow label="CRL, DER" urls={[authority.crlUrl]} />
        <UrlRow label="CRL, PEM" urls={[authority.crlPemUrl]} />
        <UrlRow label="All CRLs of the chain, PEM" urls={[authority.crlChainPemUrl]} />
        <UrlRow label="Its certificate, DER" urls={[authority.caIssuersUrl]} />
      </ul>
    </Card>
  );
}
