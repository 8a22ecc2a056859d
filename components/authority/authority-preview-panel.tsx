"use client";

import { LoaderCircle } from "lucide-react";
import { DecodedView } from "@/components/certificate/decoded-view";
import { FindingList } from "@/components/certificate/finding-list";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { ActionFailure } from "@/lib/contract/action-result";
import type { AuthorityPreview } from "@/lib/contract/authority";

export interface AuthorityPreviewPanelProps {
  readonly preview: AuthorityPreview | null;
  readonly isPending: boolean;
  readonly failure: ActionFailure | null;
}

export function AuthorityPreviewPanel({ preview, isPending, failure }: AuthorityPreviewPanelProps) {
  return (
    <Card title="What will be signed" aside={<Verdict preview={preview} isPending={isPending} />}>
      <div className="grid gap-3.5">
        {failure !== null && <Notice tone="bad">{failure.message}</Notice>}
        {preview === null && failure === null && (
          <p className="py-6 text-center text-muted">Give it a name: its certificate appears here as you type.</p>
        )}
        {preview !== null && (
          <>
            <FindingList findings={preview.findings} rulesChecked={preview.rulesChecked} />
            {preview.decoded !== null && <DecodedView decoded={preview.decoded} isSigned={false} />}
          </>
        )}
      </div>
    </Card>
  );
}

function Verdict({ preview, isPending }: Pick<AuthorityPreviewPanelProps, "preview" | "isPending">) {
  const errors = preview?.findings.filter(({ severity }) => severity === "error").length ?? 0;
  return (
    <span role="status" className="inline-flex items-center gap-2">
      {isPending && <LoaderCircle aria-label="Checking" size={14} className="animate-spin" />}
      {preview?.isAllowed === true && <Badge tone="good">Can be made</Badge>}
      {preview?.isAllowed === false && <Badge tone="bad">{errors > 0 ? `${errors} refused` : "Refused"}</Badge>}
    </span>
  );
}
