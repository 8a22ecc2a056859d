"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { useAction } from "@/components/ui/use-action";
import type { GrantDto, UserDto, UserList } from "@/lib/contract/user";
import { removeGrant } from "./actions";
import { GrantForm } from "./grant-form";

export interface UserDialogProps {
  readonly user: UserDto;
  readonly open: boolean;
  readonly onClose: () => void;
}

export interface GrantsDialogProps extends UserDialogProps {
  readonly choices: UserList["choices"];
}

/** What somebody is granted: one line for each, and a form for one at a time. */
export function GrantsDialog({ user, choices, open, onClose }: GrantsDialogProps) {
  const [editing, setEditing] = useState<GrantDto | "new" | null>(null);
  const close = () => {
    setEditing(null);
    onClose();
  };
  if (open && editing !== null) {
    return (
      <GrantForm
        user={user}
        grant={editing === "new" ? null : editing}
        choices={choices}
        onBack={() => setEditing(null)}
        onClose={close}
      />
    );
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={`What ${user.email} may`}
      description="A grant is a role, for everything or for named authorities and profiles. Changes count from their next click on."
      footer={
        <>
          <Button onClick={close}>Done</Button>
          <Button tone="primary" onClick={() => setEditing("new")}>
            Add a grant
          </Button>
        </>
      }
    >
      {user.grants.length === 0 ? (
        <p className="text-muted">Nothing is granted: they can sign in, and that is all.</p>
      ) : (
        <ul className="overflow-hidden rounded-md border border-line">
          {user.grants.map((grant) => (
            <GrantLine key={grant.id} user={user} grant={grant} onChange={() => setEditing(grant)} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

interface GrantLineProps {
  readonly user: UserDto;
  readonly grant: GrantDto;
  readonly onChange: () => void;
}

function GrantLine({ user, grant, onChange }: GrantLineProps) {
  const { run, pending, failure } = useAction(removeGrant);
  return (
    <li className="grid gap-2 border-line px-3 py-2 not-last:border-b">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <div className="min-w-0 flex-1 basis-60">
          <p className="break-words font-medium first-letter:uppercase">{grant.sentence}</p>
          <p className="text-muted text-sm">
            from {grant.createdBy}, <Time value={grant.createdAt} />
          </p>
        </div>
        <div className="flex gap-2">
          <Button size="sm" onClick={onChange} aria-label={`Change: ${grant.sentence}`}>
            Change
          </Button>
          <Button
            size="sm"
            tone="danger"
            pending={pending}
            onClick={() => run({ userId: user.id, grantId: grant.id })}
            aria-label={`Take away: ${grant.sentence}`}
          >
            Take away
          </Button>
        </div>
      </div>
      <FormError message={failure?.message} />
    </li>
  );
}
