"use client";

import { type SubmitEvent, useEffect, useState } from "react";
import { ReasonField } from "@/components/certificate/reason-field";
import { SameKeyList } from "@/components/certificate/same-key-list";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { FormError, Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { RevokeInput, RevokePreview } from "@/lib/contract/certificate";
import { previewRevoke, revokeCertificate } from "./actions";
import type { RevokeButtonProps } from "./revoke-button";

type Reason = RevokeInput["reason"];

interface Choice {
  readonly reason: Reason | null;
  /** Ids of certificates with the same key that are not revoked along. */
  readonly spared: readonly string[];
  readonly confirmName: string;
}

/** Says what a revocation will do, to whom, before it asks. */
export function RevokeDialog(props: RevokeButtonProps & { readonly onClose: () => void }) {
  const { certificateId, name, isAuthority, onClose } = props;
  const toast = useToast();
  const preview = useAction(previewRevoke);
  const revoke = useAction(revokeCertificate, {
    onSuccess: (revoked) => {
      toast(revoked.length > 1 ? `${revoked.length} certificates are revoked.` : `${name} is revoked.`);
      onClose();
    },
  });
  const [choice, setChoice] = useState<Choice>({ reason: null, spared: [], confirmName: "" });
  const { run: ask } = preview;
  useEffect(() => ask({ certificateId }), [ask, certificateId]);

  const { reason, spared, confirmName } = choice;
  const hit = preview.value;
  const alsoIds = takenAlong(hit, reason)
    .map(({ id }) => id)
    .filter((id) => !spared.includes(id));
  const isReady = reason !== null && (!isAuthority || confirmName === name);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (reason !== null && isReady) revoke.run({ certificateId, reason, alsoIds, confirmName });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Revoke ${name}?`}
      description={consequence[isAuthority ? "authority" : "leaf"]}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="revoke" tone="danger-solid" disabled={!isReady} pending={revoke.pending}>
            {alsoIds.length > 0 ? `Revoke ${alsoIds.length + 1} certificates` : "Revoke"}
          </Button>
        </>
      }
    >
      <form id="revoke" onSubmit={submit} className="grid gap-4">
        <FormError
          message={preview.failure?.message ?? revoke.failure?.message}
          onRetry={preview.failure !== null && (() => ask({ certificateId }))}
        />
        {hit === null && preview.failure === null && <Skeleton className="h-40" />}
        {hit !== null && (
          <Questions {...props} hit={hit} choice={choice} errorOf={revoke.errorOf} onChange={setChoice} />
        )}
      </form>
    </Dialog>
  );
}

const consequence = {
  authority: "The authority signs nothing more. This cannot be taken back.",
  leaf: "Relying parties refuse it once they have read the next CRL, which is out within seconds. This cannot be taken back.",
} as const;

const takenAlong = (hit: RevokePreview | null, reason: Reason | null) =>
  reason === "keyCompromise" ? (hit?.sameKey ?? []) : [];

interface QuestionsProps extends RevokeButtonProps {
  readonly hit: RevokePreview;
  readonly choice: Choice;
  readonly errorOf: (field: string) => string | null;
  readonly onChange: (choice: Choice) => void;
}

function Questions({ name, isAuthority, hit, choice, errorOf, onChange }: QuestionsProps) {
  const along = takenAlong(hit, choice.reason);
  return (
    <>
      {isAuthority && <TakesDown hit={hit} />}
      <ReasonField
        reasons={hit.reasons.filter((possible) => possible !== "certificateHold")}
        isAuthority={isAuthority}
        value={choice.reason}
        error={errorOf("reason")}
        onChange={(reason) => onChange({ ...choice, reason })}
      />
      {along.length > 0 && (
        <SameKeyList
          certificates={along}
          spared={choice.spared}
          onChange={(spared) => onChange({ ...choice, spared })}
        />
      )}
      {isAuthority && (
        <Field label={`Type “${name}” to confirm`} error={errorOf("confirmName")}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              spellCheck={false}
              value={choice.confirmName}
              onChange={(event) => onChange({ ...choice, confirmName: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

function TakesDown({ hit }: { readonly hit: RevokePreview }) {
  return (
    <Notice
      tone={hit.takesDown === 0 ? "info" : "bad"}
      title={
        hit.takesDown === 0
          ? "Nothing valid hangs on it"
          : `It takes down ${hit.takesDown.toLocaleString("en-US")} valid ${hit.takesDown === 1 ? "certificate" : "certificates"}`
      }
    >
      {hit.takesDown === 0
        ? "No unexpired certificate was issued by this authority."
        : "Everything this authority issued is refused by whoever checks the whole chain. Have replacements from another authority ready first."}
    </Notice>
  );
}
