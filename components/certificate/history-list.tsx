import { History } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card, ListRow } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import type { CertificateDetail } from "@/lib/contract/certificate";

/** Who did what with it, newest first, as the audit log has it. */
export function HistoryList({ entries }: { readonly entries: CertificateDetail["history"] }) {
  return (
    <Card padded={false}>
      {entries.length === 0 ? (
        <EmptyState icon={<History size={18} />} title="No history">
          What is done with this certificate is listed here.
        </EmptyState>
      ) : (
        <ol>
          {entries.map((entry) => (
            <ListRow
              key={entry.id}
              lead={entry.result === "done" ? undefined : <Badge tone="bad">{entry.result}</Badge>}
              trail={<Time value={entry.at} className="text-muted text-sm" />}
            >
              <p className="break-words">
                <span className="font-medium">{entry.actor}</span> {entry.sentence}
              </p>
            </ListRow>
          ))}
        </ol>
      )}
    </Card>
  );
}
