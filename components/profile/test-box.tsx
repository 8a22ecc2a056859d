"use client";

import { LoaderCircle } from "lucide-react";
import { useState } from "react";
import { CsrField } from "@/components/certificate/csr-field";
import { DecisionLines, DecisionRow } from "@/components/certificate/decision-lines";
import { FindingList } from "@/components/certificate/finding-list";
import { KeyTypeSelect } from "@/components/certificate/key-type-select";
import { NamesField } from "@/components/certificate/names-field";
import { usePreview } from "@/components/certificate/use-preview";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import type { ProfileDraft } from "@/lib/ca/profile";
import type { ActionResult } from "@/lib/contract/action-result";
import type { IssuePreview } from "@/lib/contract/certificate";
import type { TestProfileInput } from "@/lib/contract/profile";
import { type KeyType, keyTypes } from "@/lib/pki/algorithm";

export interface TestBoxProps {
  readonly profileId: string;
  /** What is on the form and not saved; null for the profile as it is. */
  readonly draft: ProfileDraft | null;
  readonly keyTypes: readonly KeyType[];
  readonly test: (input: TestProfileInput) => Promise<ActionResult<IssuePreview>>;
}

type Source = "names" | "csr";

/** Would this be granted, and by which rule not? Nothing is issued. */
export function TestBox({ profileId, draft, keyTypes: allowed, test }: TestBoxProps) {
  const [source, setSource] = useState<Source>("names");
  const [commonName, setCommonName] = useState("");
  const [names, setNames] = useState<readonly string[]>([]);
  const [keyType, setKeyType] = useState<KeyType>(allowed[0] ?? "ec-p256");
  const [csr, setCsr] = useState({ text: "", fileName: "" });
  const isEmpty = source === "csr" ? csr.text.trim() === "" : commonName.trim() === "" && names.length === 0;
  const request: TestProfileInput["request"] =
    source === "csr" ? { kind: "csr", csr: csr.text } : { kind: "names", commonName, names: [...names], keyType };
  const { preview, failure, isPending } = usePreview(
    isEmpty ? null : { profileId, draft, authorityId: null, request },
    test,
  );
  return (
    <Card title="Would it be granted?" aside={<Verdict preview={preview} isPending={isPending} />}>
      <div className="grid gap-3.5">
        <Segmented
          label="What to try"
          options={[
            { value: "names", label: "Names" },
            { value: "csr", label: "A CSR" },
          ]}
          value={source}
          onChange={setSource}
        />
        {source === "csr" ? (
          <CsrField
            csr={csr.text}
            fileName={csr.fileName}
            error={null}
            onChange={(text, fileName) => setCsr({ text, fileName })}
          />
        ) : (
          <>
            <Field label="Common name" optional>
              {(control) => (
                <Input
                  {...control}
                  autoComplete="off"
                  spellCheck={false}
                  value={commonName}
                  onChange={(event) => setCommonName(event.target.value)}
                />
              )}
            </Field>
            <NamesField
              label="Names"
              hint="DNS names, IP addresses, e-mail addresses, URIs. Nothing is issued here."
              placeholder="web.corp.example"
              names={names}
              problems={[]}
              error={null}
              onChange={setNames}
            />
            <KeyTypeSelect value={keyType} keyTypes={keyTypes} onChange={setKeyType} />
          </>
        )}
        {failure !== null && <Notice tone="bad">{failure.message}</Notice>}
        {preview !== null && <Answer preview={preview} />}
      </div>
    </Card>
  );
}

function Answer({ preview }: { readonly preview: IssuePreview }) {
  return (
    <>
      <DecisionLines lines={preview.lines}>
        {preview.authority !== null && <DecisionRow label="Issuer">{preview.authority.name}</DecisionRow>}
      </DecisionLines>
      <FindingList findings={preview.findings} rulesChecked={preview.rulesChecked} />
    </>
  );
}

function Verdict({ preview, isPending }: { readonly preview: IssuePreview | null; readonly isPending: boolean }) {
  return (
    <span role="status" className="inline-flex items-center gap-2">
      {isPending && <LoaderCircle aria-label="Checking" size={14} className="animate-spin" />}
      {preview !== null && (
        <Badge tone={preview.isAllowed ? "good" : "bad"}>{preview.isAllowed ? "Granted" : "Refused"}</Badge>
      )}
    </span>
  );
}
