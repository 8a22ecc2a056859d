"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { AuthorityPreviewPanel } from "@/components/authority/authority-preview-panel";
import { SpecFields } from "@/components/authority/spec-fields";
import { emptySpec, specOf } from "@/components/authority/spec-form";
import { usePreview } from "@/components/certificate/use-preview";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { FormError } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { useAction } from "@/components/ui/use-action";
import type { ActionResult } from "@/lib/contract/action-result";
import type { AuthorityPreview, AuthoritySpec, AuthoritySummary } from "@/lib/contract/authority";
import { createIssuing, createRoot, previewIssuing, previewRoot } from "./actions";

export interface ParentAuthority {
  readonly id: string;
  readonly name: string;
  readonly notAfter: string;
}

export interface NewAuthorityProps {
  readonly kind: "root" | "issuing";
  readonly parents: readonly ParentAuthority[];
  readonly parentId: string;
  readonly organization: string;
  readonly validationUrl: string;
}

/** A root signs itself, so it has no parent. */
interface Request {
  readonly parentId: string | null;
  readonly spec: AuthoritySpec;
}

const preview = ({ parentId, spec }: Request): Promise<ActionResult<AuthorityPreview>> =>
  parentId === null ? previewRoot(spec) : previewIssuing({ ...spec, parentId });
const create = ({ parentId, spec }: Request): Promise<ActionResult<AuthoritySummary>> =>
  parentId === null ? createRoot(spec) : createIssuing({ ...spec, parentId });

export function NewAuthority({ kind, parents, parentId: firstParent, organization, validationUrl }: NewAuthorityProps) {
  const router = useRouter();
  const [parentId, setParentId] = useState(firstParent);
  const [form, setForm] = useState(() => emptySpec(kind, { organization, validationUrl }));
  const spec = specOf(form);
  const request = spec === null ? null : { parentId: kind === "root" ? null : parentId, spec };
  const previewed = usePreview(request, preview);
  const making = useAction(create, { onSuccess: ({ id }) => router.push(`/authorities/${id}`) });
  const errorOf = (field: string): string | null => {
    const finding = previewed.preview?.findings.find((found) => found.severity === "error" && found.field === field);
    return finding?.message ?? previewed.failure?.fieldErrors[field] ?? making.errorOf(field);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (request !== null) making.run(request);
  };
  const title = kind === "root" ? "New root" : "New issuing authority";
  return (
    <div className="grid gap-4.5">
      <PageHeader
        title={title}
        parent={{ href: "/authorities", label: "Authorities" }}
        description={
          kind === "root"
            ? "A root is trusted by installing it on every machine that verifies; it signs authorities only."
            : "It signs certificates in the name of the authority above it, and is trusted where that one is."
        }
        actions={
          <>
            <ButtonLink href="/authorities">Cancel</ButtonLink>
            <Button
              type="submit"
              form="new-authority"
              tone="primary"
              disabled={request === null}
              pending={making.pending}
            >
              {making.pending ? "Making the key…" : kind === "root" ? "Make root" : "Make authority"}
            </Button>
          </>
        }
      />
      <FormError message={making.failure?.message} />
      <div className="grid items-start gap-4.5 md:grid-cols-2">
        <Card>
          <form id="new-authority" noValidate onSubmit={submit} className="grid gap-4.5">
            {kind === "issuing" && (
              <Field label="Signed by" error={errorOf("parentId")}>
                {(control) => (
                  <Select {...control} value={parentId} onChange={(event) => setParentId(event.target.value)}>
                    {parents.map(({ id, name, notAfter }) => (
                      <option key={id} value={id}>
                        {name}, until {notAfter.slice(0, 4)}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
            )}
            <SpecFields kind={kind} form={form} errorOf={errorOf} onChange={setForm} />
          </form>
        </Card>
        <div className="md:sticky md:top-18">
          <AuthorityPreviewPanel
            preview={previewed.preview}
            isPending={previewed.isPending}
            problem={previewed.failure?.message ?? null}
          />
        </div>
      </div>
    </div>
  );
}
