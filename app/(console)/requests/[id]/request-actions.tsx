"use client";

import { useState } from "react";
import { DecisionLines, DecisionRow } from "@/components/certificate/decision-lines";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { FormError } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { noteLengthMax, type RequestDetail } from "@/lib/contract/request";
import { approveRequest, refuseRequest, withdrawRequest } from "../actions";

interface ActionProps {
  readonly request: RequestDetail;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function RequestActions({ request }: { readonly request: RequestDetail }) {
  const [dialog, setDialog] = useState<"approve" | "refuse" | "withdraw" | null>(null);
  const close = () => setDialog(null);
  const { may, preview } = request;
  return (
    <>
      {may.withdraw && <Button onClick={() => setDialog("withdraw")}>Take back…</Button>}
      {may.refuse && (
        <Button tone="danger" onClick={() => setDialog("refuse")}>
          Refuse…
        </Button>
      )}
      {may.approve && (
        <Button tone="primary" disabled={!preview?.isAllowed} onClick={() => setDialog("approve")}>
          Approve…
        </Button>
      )}
      <ApproveDialog request={request} open={dialog === "approve"} onClose={close} />
      <RefuseDialog request={request} open={dialog === "refuse"} onClose={close} />
      <WithdrawDialog request={request} open={dialog === "withdraw"} onClose={close} />
    </>
  );
}

function ApproveDialog({ request, open, onClose }: ActionProps) {
  const toast = useToast();
  const { run, pending, failure } = useAction(approveRequest, {
    onSuccess: ({ name, requester }) => {
      onClose();
      toast(`${name} was issued; ${requester} is told.`);
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Issue ${request.name}?`}
      description={`For ${request.requester}, who collects it. This is what will be signed:`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" pending={pending} onClick={() => run({ requestId: request.id })}>
            Approve and issue
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <FormError message={failure?.message} />
        <DecisionLines lines={request.preview?.lines ?? []}>
          <DecisionRow label="Issuer">{request.authority.name}</DecisionRow>
        </DecisionLines>
      </div>
    </Dialog>
  );
}

function RefuseDialog({ request, open, onClose }: ActionProps) {
  const toast = useToast();
  const [reason, setReason] = useState("");
  const { run, pending, failure, errorOf } = useAction(refuseRequest, {
    onSuccess: ({ requester }) => {
      onClose();
      toast(`Refused; ${requester} is told why.`);
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="sm"
      title={`Refuse ${request.name}?`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="danger-solid" pending={pending} onClick={() => run({ requestId: request.id, reason })}>
            Refuse
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <FormError message={errorOf("reason") ? null : failure?.message} />
        <Field label="Reason" hint={`${request.requester} reads it.`} error={errorOf("reason")}>
          {(control) => (
            <Textarea
              {...control}
              maxLength={noteLengthMax}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}

function WithdrawDialog({ request, open, onClose }: ActionProps) {
  const toast = useToast();
  const { run, pending, failure } = useAction(withdrawRequest, {
    onSuccess: () => {
      onClose();
      toast("The request was taken back.");
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="sm"
      title={`Take back the request for ${request.name}?`}
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button tone="danger-solid" pending={pending} onClick={() => run({ requestId: request.id })}>
            Take back
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <FormError message={failure?.message} />
        <p>Nobody decides it any more. To have the certificate after all, ask again.</p>
      </div>
    </Dialog>
  );
}
