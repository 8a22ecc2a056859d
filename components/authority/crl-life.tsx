import { ValidityBar } from "@/components/certificate/validity-bar";
import { crlAgeWords } from "@/components/overview/authority-tree";
import type { CrlHealth } from "@/lib/contract/authority";

/** A CRL has a life as a certificate has one; the window is the time within which a fresh one is due (a third of it). */
export function CrlLife({ crl, now }: { readonly crl: CrlHealth; readonly now: string }) {
  const start = Date.parse(crl.thisUpdate);
  const due = new Date(start + (Date.parse(crl.nextUpdate) - start) / 3).toISOString();
  const isOver = crl.nextUpdate <= now;
  const words = crlAgeWords(crl, now);
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-3 text-muted text-sm">
      <ValidityBar
        certificate={{
          notBefore: crl.thisUpdate,
          notAfter: crl.nextUpdate,
          renewFrom: due,
          revokedAt: null,
          status: isOver ? "expired" : "valid",
        }}
        now={now}
        label={`Life of the CRL: ${words}`}
      />
      {words}
    </p>
  );
}
