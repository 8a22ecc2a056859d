"use client";

import { Download } from "lucide-react";
import type { SetupResult } from "@/lib/contract/setup";
import { rootFileStem } from "@/lib/delivery/install-guide";
import { InstallGuideTabs } from "../authority/install-guide-tabs";
import { saveFile } from "../certificate/save-file";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Hex } from "../ui/hex";
import { Notice } from "../ui/notice";

export interface DoneStepProps {
  readonly result: SetupResult;
  readonly validationUrl: string;
}

export function DoneStep({ result: { root, warnings }, validationUrl }: DoneStepProps) {
  const base = validationUrl.replace(/\/+$/, "");
  const save = () =>
    saveFile({
      name: `${rootFileStem(root.name)}.pem`,
      mediaType: "application/x-pem-file",
      content: root.certificatePem,
    });
  return (
    <div className="grid grid-cols-1 gap-4.5">
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
      <Card title={root.name}>
        <div className="grid gap-3">
          <p className="text-muted">
            This is the certificate to trust. Wherever it is installed, compare its SHA-256 fingerprint with this one
            first:
          </p>
          <p className="rounded-md border border-line bg-sunken px-3 py-2">
            <Hex value={root.sha256} what="fingerprint" />
          </p>
          <div>
            <Button onClick={save}>
              <Download aria-hidden size={14} />
              Download the root
            </Button>
          </div>
        </div>
      </Card>
      <Card title="Trust it">
        <InstallGuideTabs
          root={{
            name: root.name,
            sha256: root.sha256,
            pemUrl: `${base}/ca/${root.id}.pem`,
            derUrl: `${base}/ca/${root.id}.cer`,
          }}
        />
      </Card>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted">This guide is also on the root’s own page.</p>
        {/* A whole new page: what was typed here, the password too, leaves memory. */}
        <a
          href="/sign-in"
          className="inline-flex min-h-8 items-center rounded-md border border-accent bg-accent px-3 font-medium text-accent-ink transition-colors hover:bg-accent-strong"
        >
          Sign in
        </a>
      </div>
    </div>
  );
}
