"use client";

import { type SubmitEvent, useState } from "react";
import { tagsOf, tagText } from "@/components/certificate/tag-text";
import { Token } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { FormError } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { CertificateDetail } from "@/lib/contract/certificate";
import { editCertificate } from "../actions";

/** Who looks after a certificate, and what people file it under. */
export function OwnerTags({ certificate }: { readonly certificate: CertificateDetail }) {
  const { id: certificateId, name, owner, tags, may } = certificate;
  const [isOpen, setOpen] = useState(false);
  const toast = useToast();
  // Here and not in the dialog, which is closed by then.
  const undo = useAction(editCertificate, {
    onSuccess: () => toast(`Owner and tags of ${name} are as they were.`),
    onFailure: ({ message }) => toast(`Owner and tags of ${name} stay changed. ${message}`, { tone: "bad" }),
  });
  const done = () => {
    const before = { certificateId, owner: owner?.value ?? "", tags: [...tags] };
    toast(`Owner and tags of ${name} are changed.`, { undo: () => undo.run(before) });
    setOpen(false);
  };
  return (
    <Card
      title="Owner and tags"
      aside={
        may.edit ? (
          <Button size="sm" onClick={() => setOpen(true)} aria-label="Change owner and tags">
            Change…
          </Button>
        ) : null
      }
    >
      <p className="flex flex-wrap items-center gap-1.5">
        {owner ? <span>{owner.name}</span> : <span className="text-muted">Nobody owns it yet.</span>}
        {tags.map((tag) => (
          <Token key={tag} mono={false}>
            {tag}
          </Token>
        ))}
      </p>
      {isOpen && <EditDialog certificate={certificate} onDone={done} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function EditDialog({
  certificate,
  onDone,
  onClose,
}: {
  readonly certificate: CertificateDetail;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { id: certificateId } = certificate;
  const [owner, setOwner] = useState(certificate.owner?.name ?? "");
  const [tags, setTags] = useState(tagText(certificate.tags));
  const edit = useAction(editCertificate, { onSuccess: onDone });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!edit.pending) edit.run({ certificateId, owner, tags: tagsOf(tags) });
  };
  const isElsewhere = edit.failure !== null && !edit.errorOf("owner") && !edit.errorOf("tags");
  return (
    <Dialog
      open
      onClose={onClose}
      size="sm"
      title="Owner and tags"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="owner-tags" tone="primary" pending={edit.pending}>
            Save
          </Button>
        </>
      }
    >
      <form id="owner-tags" onSubmit={submit} className="grid gap-3">
        <FormError message={isElsewhere ? edit.failure?.message : null} />
        <Field label="Owner" error={edit.errorOf("owner")} hint="A user’s e-mail address, or the name of a team.">
          {(control) => (
            <Input
              {...control}
              value={owner}
              maxLength={105}
              autoComplete="off"
              onChange={(event) => setOwner(event.target.value)}
            />
          )}
        </Field>
        <Field label="Tags" error={edit.errorOf("tags")} hint="Separated by commas.">
          {(control) => (
            <Input {...control} value={tags} autoComplete="off" onChange={(event) => setTags(event.target.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
