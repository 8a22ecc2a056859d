import { ValidityBar } from "@/components/certificate/validity-bar";
import { crlAgeWords } from "@/components/overview/authority-tree";
import type { CrlHealth } from "@/lib/contract/authority";

export interface CrlLifeProps {
  readonly crl: CrlHealth;
  readonly now: string;
}

/** A CRL has a life as a certificate has one; the window is the time within which a fresh one is due (a third of it). */
export function CrlBar({ crl, now, width }: CrlLifeProps & { readonly width?: number }) {
  const start = Date.parse(crl.thisUpdate);
  const due = new Date(start + (Date.parse(crl.nextUpdate) - start) / 3).toISOString();
  return (
    <ValidityBar
      certificate={{
        notBefore: crl.thisUpdate,
        notAfter: crl.nextUpdate,
        renewFrom: due,
        revokedAt: null,
        status: crl.nextUpdate <= now ? "expired" : "valid",
      }}
      now={now}
      {...(width === undefined ? {} : { width })}
      label={`Life of the CRL: ${crlAgeWords(crl, now)}`}
    />
  );
}

export function CrlLife({ crl, now }: CrlLifeProps) {
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-3 text-muted text-sm">
      <CrlBar crl={crl} now={now} />
      {crlAgeWords(crl, now)}
    </p>
  );
}
