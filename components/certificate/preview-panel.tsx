"use client";

import { ChevronRight, LoaderCircle } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { ActionFailure } from "@/lib/contract/action-result";
import type { IssuePreview } from "@/lib/contract/certificate";
import { DecisionLines, DecisionRow } from "./decision-lines";
import { DecodedView } from "./decoded-view";
import { FindingList } from "./finding-list";

export interface PreviewPanelProps {
  readonly preview: IssuePreview | null;
  /** The newest answer is on its way; what is shown is of a moment ago. */
  readonly isPending: boolean;
  /** Why there is no answer. */
  readonly failure: ActionFailure | null;
  /** What to do to see something. */
  readonly empty: string;
}

/** Beside the form: what will be signed, before the signature exists. */
export function PreviewPanel({ preview, isPending, failure, empty }: PreviewPanelProps) {
  return (
    <Card title="What will be signed" aside={<Verdict preview={preview} isPending={isPending} />}>
      <div className="grid gap-3.5">
        {failure !== null && <Notice tone="bad">{failure.message}</Notice>}
        {preview === null && failure === null && <p className="py-6 text-center text-muted">{empty}</p>}
        {preview !== null && isUnread(preview) && (
          <FindingList findings={preview.findings.filter(({ field }) => field === "csr")} rulesChecked={0} />
        )}
        {preview !== null && !isUnread(preview) && <PreviewContent preview={preview} />}
      </div>
    </Card>
  );
}

/** A CSR that cannot be read says nothing of what would be signed. */
function isUnread({ csr, findings }: IssuePreview): boolean {
  return csr === null && findings.some(({ field, severity }) => field === "csr" && severity === "error");
}

function PreviewContent({ preview }: { readonly preview: IssuePreview }) {
  return (
    <>
      <DecisionLines lines={preview.lines}>
        {preview.authority !== null && (
          <>
            <DecisionRow label="Issuer">
              {preview.authority.name}
              <span className="text-muted">, signs with {preview.authority.signatureLabel}</span>
            </DecisionRow>
            <DecisionRow label="Serial">
              <span className="text-muted">16 random octets, chosen when signed</span>
            </DecisionRow>
          </>
        )}
      </DecisionLines>
      <FindingList findings={preview.findings} rulesChecked={preview.rulesChecked} />
      {preview.decoded !== null && (
        <details className="group rounded-md border border-line">
          <summary className="flex list-none items-center gap-1.5 px-2.5 py-1.5 text-muted hover:text-ink">
            <ChevronRight aria-hidden size={14} className="transition-transform group-open:rotate-90" />
            The whole certificate, decoded
          </summary>
          <div className="border-line border-t px-3 py-3">
            <DecodedView decoded={preview.decoded} isSigned={false} />
          </div>
        </details>
      )}
    </>
  );
}

function Verdict({ preview, isPending }: Pick<PreviewPanelProps, "preview" | "isPending">) {
  return (
    <span role="status" className="inline-flex items-center gap-2">
      {isPending && <LoaderCircle aria-label="Checking" size={14} className="animate-spin" />}
      {preview !== null && <VerdictBadge preview={preview} />}
    </span>
  );
}

function VerdictBadge({ preview }: { readonly preview: IssuePreview }) {
  if (preview.isAllowed) return <Badge tone="good">Can be issued</Badge>;
  if (isUnread(preview)) return <Badge tone="bad">Cannot be read</Badge>;
  const refusals = preview.findings.filter(({ severity }) => severity === "error").length;
  return <Badge tone="bad">{refusals === 0 ? "Refused" : `${refusals} refused`}</Badge>;
}
