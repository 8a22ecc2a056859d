import type { ForeignLint } from "@/lib/pki/lint/foreign";
import { FindingList } from "../certificate/finding-list";

const purposes: Readonly<Record<ForeignLint["purpose"], string>> = {
  leaf: "an end-entity certificate",
  issuing: "an issuing authority",
  root: "a root",
  crl: "a CRL",
};

/** The rules our own certificates obey, held against what somebody else made. */
export function RuleList({ lint }: { readonly lint: ForeignLint }) {
  return (
    <div className="grid gap-2">
      <p className="text-muted">
        Judged as {purposes[lint.purpose]}, by the rules that what is issued here obeys.
        {lint.rulesSkipped > 0 && ` ${lint.rulesSkipped} rules ask for its issuer, which is not at hand.`}
      </p>
      <FindingList findings={lint.findings} rulesChecked={lint.rulesChecked} isForeign />
    </div>
  );
}
