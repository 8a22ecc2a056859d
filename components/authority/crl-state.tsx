import { crlAgeWords } from "@/components/overview/authority-tree";
import { Badge } from "@/components/ui/badge";
import { absoluteTime } from "@/components/ui/time-text";
import type { CrlHealth } from "@/lib/contract/authority";

/** A CRL's number and age, or that it is late. */
export function CrlState({ crl, now }: { readonly crl: CrlHealth | null; readonly now: string }) {
  if (crl === null) return <Badge tone="warn">None yet</Badge>;
  const title = `No. ${crl.number}; next update ${absoluteTime(crl.nextUpdate)}`;
  if (crl.isLate)
    return (
      <Badge tone="bad" title={title}>
        Late
      </Badge>
    );
  return (
    <span className="nums whitespace-nowrap text-muted" title={title}>
      {crlAgeWords(crl, now)}
    </span>
  );
}
