"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { usePreview } from "@/components/certificate/use-preview";
import { ProfileFields } from "@/components/profile/profile-fields";
import { draftOf, formOf, type ProfileForm } from "@/components/profile/profile-form";
import { SentenceChanges } from "@/components/profile/sentence-changes";
import { TestBox } from "@/components/profile/test-box";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FormError, Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import type { ActionFailure } from "@/lib/contract/action-result";
import type { ProfileDto, ProfileReview } from "@/lib/contract/profile";
import { createProfile, reviewProfile, testProfile, updateProfile } from "./actions";

export interface ProfileEditorProps {
  /** What is copied, or what is edited. */
  readonly profile: ProfileDto;
  readonly mode: "copy" | "edit";
}

/** A profile as sentences to fill in; beside them what changes, and whether a request would be granted under it. */
export function ProfileEditor({ profile, mode }: ProfileEditorProps) {
  const isCopy = mode === "copy";
  const [form, setForm] = useState<ProfileForm>(() => {
    const before = formOf(profile);
    return isCopy ? { ...before, name: `${before.name}, copy` } : before;
  });
  // The version that was opened; after a conflict the newest, once the person has seen what it says.
  const [version, setVersion] = useState(profile.version);
  const router = useRouter();
  const toast = useToast();
  const onSuccess = ({ id, name }: ProfileDto) => {
    toast(isCopy ? `${name} is made.` : `${name} is saved.`);
    router.push(`/profiles/${id}`);
  };
  const create = useAction(createProfile, { onSuccess });
  const update = useAction(updateProfile, { onSuccess });
  const { pending, failure } = isCopy ? create : update;
  const draft = draftOf(form);
  const reviewed = usePreview({ profileId: profile.id, draft }, reviewProfile);
  const errorOf = (field: string) => sentenceFor(field, failure, reviewed.failure, reviewed.preview);
  const ref = useFocusInvalid(failure);
  const isChanged = reviewed.preview?.changes.some(({ change }) => change !== "same") ?? false;
  const isOvertaken = failure?.field === "version";
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (pending) return;
    if (isCopy) create.run({ copyOf: profile.id, draft });
    else update.run({ profileId: profile.id, version, draft });
  };
  return (
    <form ref={ref} noValidate method="post" onSubmit={submit} className="grid gap-4.5">
      <PageHeader
        parent={{ href: `/profiles/${profile.id}`, label: profile.name }}
        title={isCopy ? "New profile" : `Edit ${profile.name}`}
        description={
          isCopy
            ? `A copy of “${profile.name}”, to change as you like. What you do here changes nothing about “${profile.name}”.`
            : "For requests from now on. Certificates issued before stay as they are, and the old version is kept."
        }
        actions={
          <>
            <ButtonLink href={`/profiles/${profile.id}`}>Cancel</ButtonLink>
            <Button type="submit" tone="primary" pending={pending} disabled={!isChanged}>
              {isCopy ? "Make profile" : "Save"}
            </Button>
          </>
        }
      />
      <FormError message={failure && !isFieldOf(failure) ? failure.message : null} />
      {isOvertaken && reviewed.preview && reviewed.preview.version !== version && (
        <Notice
          tone="warn"
          action={<Button onClick={() => setVersion(reviewed.preview!.version)}>Save on top of theirs</Button>}
        >
          “What changes” is against version {reviewed.preview.version} now. What you have not touched says what it said
          in the version you opened: compare before you save.
        </Notice>
      )}
      <div className="grid items-start gap-4.5 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
        <Card padded={false}>
          <ProfileFields form={form} errorOf={errorOf} onChange={setForm} />
        </Card>
        <div className="grid min-w-0 gap-4.5">
          <Changes review={reviewed.preview} isCopy={isCopy} failure={reviewed.failure} />
          <TestBox profileId={profile.id} draft={draft} keyTypes={form.keyTypes} test={testProfile} />
        </div>
      </div>
    </form>
  );
}

interface ChangesProps {
  readonly review: ProfileReview | null;
  readonly failure: ActionFailure | null;
  readonly isCopy: boolean;
}

function Changes({ review, failure, isCopy }: ChangesProps) {
  const changes = review?.changes ?? [];
  const isSame = review !== null && changes.every(({ change }) => change === "same");
  return (
    <Card title={isCopy ? "What is different in the copy" : "What changes"}>
      <div aria-live="polite" className="grid gap-3">
        {review?.findings.map(({ message, advice }) => (
          <Notice key={message} tone="bad">
            {message} {advice}
          </Notice>
        ))}
        {review === null && failure !== null && <p className="text-bad">{failure.message}</p>}
        {review === null && failure === null && <p className="text-muted">One moment…</p>}
        {isSame && <p className="text-muted">Nothing yet.</p>}
        <SentenceChanges changes={changes} />
      </div>
    </Card>
  );
}

const rowFields = /^(name|description|kind|keyUsage|keyTypes|validityDays(Default|Max)|subject|names)(\.|$)/;
const isFieldOf = ({ field, fieldErrors }: ActionFailure) =>
  [field ?? "", ...Object.keys(fieldErrors)].some((each) => rowFields.test(each.replace(/^draft\./, "")));

/** What keeps a row from being saved: said by the schema, by saving, or by the review. */
function sentenceFor(
  field: string,
  saving: ActionFailure | null,
  reviewing: ActionFailure | null,
  review: ProfileReview | null,
): string | null {
  for (const failure of [saving, reviewing]) {
    const found = Object.entries(failure?.fieldErrors ?? {}).find(([path]) =>
      belongs(path.replace(/^draft\./, ""), field),
    );
    if (found) return found[1];
  }
  return review?.findings.find((finding) => finding.field === field)?.message ?? null;
}

const belongs = (path: string, field: string) => path === field || path.startsWith(`${field}.`);
