import { Badge } from "@/components/ui/badge";
import { Card, ListRow } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { CertificateDetail } from "@/lib/contract/certificate";
import { UrlRow } from "./url-row";

/** What those who verify the certificate can read about it, and where. */
export function RelyingPartyView({ certificate }: { readonly certificate: CertificateDetail }) {
  return (
    <Card title="As relying parties see it" padded={false}>
      <ul>
        <CrlRow certificate={certificate} />
        <UrlRow
          label="Revocation list"
          urls={certificate.crlUrls}
          none="It names none, so nobody can learn of a revocation."
        />
        <UrlRow
          label="Issuer’s certificate"
          urls={certificate.caIssuersUrls}
          none="It does not say where its issuer’s certificate is."
        />
      </ul>
    </Card>
  );
}

function CrlRow({ certificate }: { readonly certificate: CertificateDetail }) {
  const crl = certificate.latestCrl;
  const isStopped = certificate.status === "revoked" || certificate.status === "hold";
  if (crl === null) {
    return (
      <ListRow lead={<Badge tone={isStopped ? "bad" : "off"}>No CRL yet</Badge>}>
        <p>{certificate.authority.name} has not published a CRL.</p>
      </ListRow>
    );
  }
  const [tone, word] = crl.listsThis
    ? (["good", "Listed"] as const)
    : isStopped
      ? (["warn", "Not listed yet"] as const)
      : (["good", "Not listed"] as const);
  return (
    <ListRow lead={<Badge tone={tone}>{word}</Badge>}>
      <p>
        {crl.listsThis ? "Revoked on" : isStopped ? "The next CRL carries it; this one is" : "Not revoked on"} CRL no.{" "}
        <span className="nums break-all">{crl.number}</span>
      </p>
      <p className="text-muted text-sm">
        published <Time value={crl.thisUpdate} />, good until <Time value={crl.nextUpdate} show="absolute" />
      </p>
    </ListRow>
  );
}
