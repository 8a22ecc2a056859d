"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, useEffect, useState } from "react";
import { ReasonField } from "@/components/certificate/reason-field";
import { type SearchView, viewOf } from "@/components/certificate/search-url";
import { tagsOf } from "@/components/certificate/tag-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { FormError } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { useAction } from "@/components/ui/use-action";
import type { BulkActInput, BulkPreview } from "@/lib/contract/bulk";
import type { RevokeInput } from "@/lib/contract/certificate";

import { previewBulk, startBulk } from "./actions";
import type { ManyAct } from "./chosen-certificates";

export interface BulkDialogProps {
  readonly act: ManyAct;
  readonly view: SearchView;
  readonly ids: readonly string[] | null;
  readonly onClose: () => void;
}

const words = {
  renew: {
    verb: "Renew",
    description:
      "Each gets a new certificate with the same key, names, owner and tags, valid as long as its profile says. The old ones stay valid until they end.",
  },
  revoke: {
    verb: "Revoke",
    description:
      "Relying parties refuse them once they have read the next CRL, which is out within seconds. This cannot be taken back.",
  },
  tag: { verb: "Change", description: "Tags stand beside certificates, not in them. This can be taken back." },
} as const;

interface Choice {
  readonly reason: RevokeInput["reason"] | null;
  readonly add: string;
  readonly remove: string;
}

/** Says what an act on many will hit before it asks. */
export function BulkDialog({ act, view, ids, onClose }: BulkDialogProps) {
  const router = useRouter();
  const preview = useAction(previewBulk);
  const start = useAction(startBulk, { onSuccess: ({ id }) => router.push(`/certificates/jobs/${id}`) });
  const [choice, setChoice] = useState<Choice>({ reason: null, add: "", remove: "" });
  const [selection] = useState(() => ({ view: viewOf(view), ids: ids === null ? null : [...ids] }));
  const { run: ask } = preview;
  useEffect(() => ask({ act, selection }), [ask, act, selection]);

  const hit = preview.value;
  const wanted = actOf(act, choice);
  const isReady = wanted !== null && hit !== null && hit.affected > 0;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isReady && !start.pending) start.run({ act: wanted, selection, expected: hit.total });
  };
  const { verb, description } = words[act];
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${verb} ${hit ? many(hit.affected) : "certificates"}?`}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="bulk"
            tone={act === "revoke" ? "danger-solid" : "primary"}
            disabled={!isReady}
            pending={start.pending}
          >
            {hit ? `${verb} ${many(hit.affected)}` : verb}
          </Button>
        </>
      }
    >
      <form id="bulk" onSubmit={submit} className="grid gap-4">
        <FormError
          message={preview.failure?.message ?? start.failure?.message}
          onRetry={preview.failure !== null && (() => ask({ act, selection }))}
        />
        {hit === null && preview.failure === null && <Skeleton className="h-40" />}
        {hit !== null && <Hit preview={hit} />}
        {act === "revoke" && (
          <ReasonField
            reasons={leafReasons}
            isAuthority={false}
            value={choice.reason}
            error={start.errorOf("act.reason")}
            onChange={(reason) => setChoice({ ...choice, reason })}
          />
        )}
        {act === "tag" && <TagFields choice={choice} error={start.errorOf("tags")} onChange={setChoice} />}
      </form>
    </Dialog>
  );
}

const many = (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "certificate" : "certificates"}`;

const leafReasons: readonly RevokeInput["reason"][] = [
  "keyCompromise",
  "superseded",
  "cessationOfOperation",
  "affiliationChanged",
  "privilegeWithdrawn",
  "unspecified",
];

function actOf(act: ManyAct, { reason, add, remove }: Choice): BulkActInput | null {
  if (act === "renew") return { act };
  if (act === "revoke") return reason === null ? null : { act, reason };
  const tags = { add: tagsOf(add), remove: tagsOf(remove) };
  return tags.add.length + tags.remove.length === 0 ? null : { act, ...tags };
}

function Hit({ preview: { total, affected, passedOver, first } }: { readonly preview: BulkPreview }) {
  const more = total - first.length;
  return (
    <div className="grid gap-2.5 rounded-md border border-line bg-surface px-3 py-2.5">
      <p>
        {affected === total ? "All" : affected.toLocaleString("en")} of the {many(total)} chosen.
      </p>
      {passedOver.length > 0 && (
        <ul className="text-muted text-sm">
          {passedOver.map(({ because, count }) => (
            <li key={because}>
              {count.toLocaleString("en")} passed over: {count === 1 ? because : ofSeveral(because)}.
            </li>
          ))}
        </ul>
      )}
      <ul className="text-sm">
        {first.map(({ id, name, authority }) => (
          <li key={id} className="truncate">
            {name} <span className="text-muted">· {authority.name}</span>
          </li>
        ))}
        {more > 0 && <li className="text-muted">and {more.toLocaleString("en")} more of those chosen</li>}
      </ul>
    </div>
  );
}

/** “it is revoked” of several. */
const ofSeveral = (because: string): string =>
  because
    .replace(/^it is /, "they are ")
    .replace(/^it has /, "they have ")
    .replace(/^it belongs /, "they belong ")
    .replace(/ it$/, " them");

interface TagFieldsProps {
  readonly choice: Choice;
  readonly error: string | null;
  readonly onChange: (choice: Choice) => void;
}

function TagFields({ choice, error, onChange }: TagFieldsProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Add tags" error={error} hint="Separated by commas.">
        {(control) => (
          <Input
            {...control}
            value={choice.add}
            autoComplete="off"
            placeholder="production, payments"
            onChange={(event) => onChange({ ...choice, add: event.target.value })}
          />
        )}
      </Field>
      <Field label="Remove tags" hint="Separated by commas.">
        {(control) => (
          <Input
            {...control}
            value={choice.remove}
            autoComplete="off"
            onChange={(event) => onChange({ ...choice, remove: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
