import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Hex } from "@/components/ui/hex";
import { Time } from "@/components/ui/time";
import type { CertificateDetail, Neighbour } from "@/lib/contract/certificate";
import { statusNames } from "./status-words";

/** The certificate it replaced and the one that replaced it, in the order of time. Nothing when it stands alone. */
export function Lineage({ certificate }: { readonly certificate: CertificateDetail }) {
  const { predecessor, successor, id, serial, notBefore, notAfter, status } = certificate;
  if (!predecessor && !successor) return null;
  const steps = [
    ...(predecessor ? [{ ...predecessor, word: "Before" }] : []),
    { id, serial, notBefore, notAfter, status, word: "This one" },
    ...(successor ? [{ ...successor, word: "After" }] : []),
  ];
  return (
    <Card title="Renewals">
      <ol className="flex flex-wrap items-stretch gap-x-2 gap-y-3">
        {steps.map((step, index) => (
          <li key={step.id} className="flex min-w-0 items-center gap-2">
            {index > 0 && <ArrowRight aria-hidden size={14} className="shrink-0 text-faint" />}
            <Step step={step} isThis={step.id === id} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Step({ step, isThis }: { readonly step: Neighbour & { readonly word: string }; readonly isThis: boolean }) {
  return (
    <div
      aria-current={isThis || undefined}
      className={`min-w-0 border-l-2 pl-2.5 ${isThis ? "border-accent" : "border-line-strong"}`}
    >
      <p className="text-muted text-sm">
        {step.word} · {statusNames[step.status].toLowerCase()}
      </p>
      <p>
        <Time value={step.notBefore} show="day" /> – <Time value={step.notAfter} show="day" />
      </p>
      {isThis ? (
        <Hex value={step.serial} what="serial" ends={3} copy={false} />
      ) : (
        <Link href={`/certificates/${step.id}`} className="link">
          <Hex value={step.serial} what="serial" ends={3} copy={false} />
        </Link>
      )}
    </div>
  );
}
