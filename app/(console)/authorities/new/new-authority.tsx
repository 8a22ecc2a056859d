"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { AuthorityPreviewPanel } from "@/components/authority/authority-preview-panel";
import { SpecFields } from "@/components/authority/spec-fields";
import { emptySpec, specOf } from "@/components/authority/spec-form";
import { SigningForm } from "@/components/certificate/signing-form";
import { usePreview } from "@/components/certificate/use-preview";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
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
  return (
    <SigningForm
      header={{ ...words[kind].header, parent: { href: "/authorities", label: "Authorities" } }}
      cancelHref="/authorities"
      submit={{
        label: making.pending ? "Making the key…" : words[kind].submit,
        isReady: request !== null,
        isPending: making.pending,
      }}
      failure={making.failure}
      preview={<AuthorityPreviewPanel {...previewed} />}
      onSubmit={() => request !== null && making.run(request)}
    >
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
    </SigningForm>
  );
}

const words = {
  root: {
    submit: "Make root",
    header: {
      title: "New root",
      description: "A root is trusted by installing it on every machine that verifies; it signs authorities only.",
    },
  },
  issuing: {
    submit: "Make authority",
    header: {
      title: "New issuing authority",
      description: "It signs certificates in the name of the authority above it, and is trusted where that one is.",
    },
  },
} as const;
