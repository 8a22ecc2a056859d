"use client";

import { type ReactNode, type SubmitEvent, useId } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FormError } from "@/components/ui/notice";
import { PageHeader, type PageHeaderProps } from "@/components/ui/page-header";
import type { ActionFailure } from "@/lib/contract/action-result";
import { useFocusFirstError } from "./use-focus-first-error";

export interface SigningFormProps {
  readonly header: Pick<PageHeaderProps, "title" | "parent" | "description">;
  readonly cancelHref: string;
  readonly submit: { readonly label: string; readonly isReady: boolean; readonly isPending: boolean };
  readonly failure: ActionFailure | null;
  /** Above the form: what is good to know before filling it in. */
  readonly notice?: ReactNode;
  /** Beside the form, in sight while it scrolls. */
  readonly preview: ReactNode;
  readonly onSubmit: () => void;
  /** The fields. */
  readonly children: ReactNode;
}

/** A form on the left, what it will lead to on the right: for everything that ends in a signature. */
export function SigningForm(props: SigningFormProps) {
  const formId = `form${useId()}`;
  useFocusFirstError(formId, props.failure);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (props.submit.isReady && !props.submit.isPending) props.onSubmit();
  };
  const submitButton = <SubmitButton formId={formId} {...props.submit} />;
  return (
    <div className="grid gap-4.5">
      <PageHeader
        {...props.header}
        actions={
          <>
            <ButtonLink href={props.cancelHref}>Cancel</ButtonLink>
            <span className="max-lg:hidden">{submitButton}</span>
          </>
        }
      />
      {props.notice}
      <FormError message={props.failure?.message} />
      <div className="grid items-start gap-4.5 lg:grid-cols-2">
        <Card>
          <form id={formId} noValidate onSubmit={onSubmit} className="grid gap-4.5">
            {props.children}
          </form>
        </Card>
        <div className="min-w-0 lg:sticky lg:top-18">{props.preview}</div>
        <div className="lg:hidden">{submitButton}</div>
      </div>
    </div>
  );
}

function SubmitButton({ formId, label, isReady, isPending }: SigningFormProps["submit"] & { readonly formId: string }) {
  return (
    <Button type="submit" form={formId} tone="primary" disabled={!isReady} pending={isPending}>
      {label}
    </Button>
  );
}
