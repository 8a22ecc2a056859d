"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Hex } from "@/components/ui/hex";
import { PageHeader } from "@/components/ui/page-header";
import { absoluteTime } from "@/components/ui/time-text";
import { snippetsFor } from "@/lib/delivery/snippets";
import { DecisionLines, DecisionRow } from "./decision-lines";
import { deliveredKind } from "./delivered-kind";
import { deliveredName } from "./delivered-name";
import { FindingList } from "./finding-list";
import { FormatList } from "./format-list";
import { IssuedFiles } from "./issued-files-list";
import { ProgramSnippets } from "./program-snippets";
import type { IssuedWithKey } from "./use-issuing";
import { useLeaveWarning } from "./use-leave-warning";

export interface IssuedResultProps {
  readonly result: IssuedWithKey;
  /** PEM with the CRLs of the whole chain. */
  readonly crlUrl: string;
  readonly again: { readonly label: string; readonly onClick: () => void };
  /** Below the files. */
  readonly after?: (isKeySaved: boolean) => ReactNode;
}

const question = "The private key exists only in this page and has not been saved. Leave and lose it?";

/** Where a certificate is taken away. Stays until it is left, and asks first while a key has not been saved. */
export function IssuedResult({ result, crlUrl, again, after }: IssuedResultProps) {
  const { issued, pkcs8Der } = result;
  const { certificate, sealedKey } = issued;
  const [isKeySaved, setIsKeySaved] = useState(false);
  const [isKeyPlain, setIsKeyPlain] = useState(false);
  const holdsKey = !result.isKept && (pkcs8Der !== null || sealedKey !== null);
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    container.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, []);
  useLeaveWarning(holdsKey && !isKeySaved, question);
  const outcomes = snippetsFor({
    kind: deliveredKind(certificate.kind),
    displayName: certificate.name,
    names: certificate.names.map(deliveredName),
    crlUrl,
    key: keyState(result, isKeyPlain),
    authorityCount: issued.chainPem.length,
    target: null,
  });
  return (
    <div ref={container} tabIndex={-1} className="grid gap-4.5 outline-none">
      <PageHeader
        title={certificate.name}
        aside={<Badge tone="good">Issued</Badge>}
        description={`By ${certificate.authority.name}, valid until ${absoluteTime(certificate.notAfter)}.`}
        actions={
          <>
            <Button onClick={() => (!holdsKey || isKeySaved || window.confirm(question)) && again.onClick()}>
              {again.label}
            </Button>
            <ButtonLink href={`/certificates/${certificate.id}`}>Open certificate</ButtonLink>
          </>
        }
      />
      <div className="grid items-start gap-4.5 lg:grid-cols-2">
        <div className="grid min-w-0 gap-4.5">
          <IssuedFiles
            result={result}
            crlUrl={crlUrl}
            isKeySaved={isKeySaved}
            isKeyPlain={isKeyPlain}
            onKeySaved={() => setIsKeySaved(true)}
            onKeyPlain={setIsKeyPlain}
          />
          {after?.(isKeySaved)}
          <Card title="Requested and granted">
            <div className="grid gap-3.5">
              <DecisionLines lines={issued.lines}>
                <DecisionRow label="Issuer">{certificate.authority.name}</DecisionRow>
                <DecisionRow label="Serial">
                  <Hex value={certificate.serial} what="serial" />
                </DecisionRow>
              </DecisionLines>
              {issued.findings.length > 0 && <FindingList findings={issued.findings} rulesChecked={0} />}
            </div>
          </Card>
        </div>
        <div className="grid min-w-0 gap-4.5">
          <Card title="Use it">
            <ProgramSnippets outcomes={outcomes} addressed={null} />
          </Card>
          <FormatList certificateId={certificate.id} />
        </div>
      </div>
    </div>
  );
}

function keyState({ issued, pkcs8Der }: IssuedWithKey, isPlain: boolean): "plain" | "encrypted" | "elsewhere" {
  if (pkcs8Der !== null) return isPlain ? "plain" : "encrypted";
  return issued.sealedKey?.format === "pem" ? "encrypted" : "elsewhere";
}
