import { History } from "lucide-react";
import Link from "next/link";
import { auditHref } from "@/components/audit/audit-href";
import { Badge } from "@/components/ui/badge";
import { Card, ListRow } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import type { AuditEntryDto } from "@/lib/contract/audit";
import type { CertificateDetail } from "@/lib/contract/certificate";

/** Who did what with it, newest first, as the audit log has it. */
export function HistoryList({ certificate }: { readonly certificate: CertificateDetail }) {
  const { history, successor, isAuditReadable, id } = certificate;
  const rest = isAuditReadable && (
    <Link href={auditHref({ objectId: id })} className="link">
      In the audit log
    </Link>
  );
  return (
    <Card title="History" aside={rest} padded={false}>
      {history.length === 0 && !successor ? (
        <EmptyState icon={<History size={18} />} title="No history">
          What is done with this certificate is listed here.
        </EmptyState>
      ) : (
        <ol>
          {successor && (
            <ListRow trail={<Time value={successor.notBefore} className="text-muted text-sm" />}>
              <p>
                Replaced by{" "}
                <Link href={`/certificates/${successor.id}`} className="link">
                  the certificate after it
                </Link>
              </p>
            </ListRow>
          )}
          {history.map((entry) => (
            <ListRow
              key={entry.id}
              lead={entry.result === "done" ? undefined : <Badge tone="bad">{entry.result}</Badge>}
              trail={<Time value={entry.at} className="text-muted text-sm" />}
            >
              <p className="break-words">
                <Who entry={entry} isLink={isAuditReadable} /> {entry.sentence}
                <Before entry={entry} certificate={certificate} />
              </p>
            </ListRow>
          ))}
        </ol>
      )}
    </Card>
  );
}

/** Leads to everything that person did. */
function Who({ entry, isLink }: { readonly entry: AuditEntryDto; readonly isLink: boolean }) {
  if (!isLink || entry.actorKind !== "user") return <span className="font-medium">{entry.actor}</span>;
  return (
    <Link href={auditHref({ actor: entry.actor })} className="font-medium hover:underline">
      {entry.actor}
    </Link>
  );
}

function Before({
  entry,
  certificate: { predecessor },
}: {
  readonly entry: AuditEntryDto;
  readonly certificate: CertificateDetail;
}) {
  if (entry.action !== "certificate.renew" || entry.result !== "done" || !predecessor) return null;
  return (
    <>
      , in place of{" "}
      <Link href={`/certificates/${predecessor.id}`} className="link">
        the certificate before it
      </Link>
    </>
  );
}
